// Prints the levels that goals reach and lose: npm install && npm start
import { Kafka } from "kafkajs";
import { SchemaRegistry } from "@kafkajs/confluent-schema-registry";

const brokers = [process.env.BROKER ?? "127.0.0.1:8088"];
const host = process.env.REGISTRY ?? "http://127.0.0.1:8085/apis/ccompat/v7";

const registry = new SchemaRegistry({ host });
const kafka = new Kafka({ clientId: "events-example", brokers, logLevel: 1 });
const consumer = kafka.consumer({ groupId: "events-example", readUncommitted: false });

// Avro decimals are bytes: the unscaled number, big-endian, in two's complement.
const decimal = (bytes, scale) => {
  if (bytes === null) return null;
  const unscaled = BigInt.asIntN(bytes.length * 8, BigInt("0x" + Buffer.from(bytes).toString("hex")));
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, "");
  return unscaled < 0n ? `-${text}` : text;
};

// A union is given as {branch: value} or as the value itself.
const plain = (value) =>
  value !== null && typeof value === "object" && !Buffer.isBuffer(value) ? Object.values(value)[0] : value;

await consumer.connect();
await consumer.subscribe({ topic: "attainment.events.v1", fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    const event = await registry.decode(message.value);
    const threshold = decimal(plain(event.threshold), 6);
    const what =
      threshold === null ? event.after.paceStatus : `${Number(threshold) * 100} % ${event.kind.replace("THRESHOLD_", "").toLowerCase()}`;
    console.log(`${event.goalName}: ${what} (${event.cause.kind})`);
  },
});
