#!/bin/sh
# Computes the signatures of vectors.properties with openssl, which shares no code with the service:
#   sh vectors.sh > vectors.properties
cd "$(dirname "$0")" || exit 1
hmac() { openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -binary | openssl base64 -A; }
hex() { od -An -v -tx1 | tr -d ' \n'; }

secret='a-client-secret-of-an-app'
millis=1774863005000
uri='https://intake.example.com/api/v1/webhooks/hubspot'
key=$(printf %s "$secret" | hex)
echo "hubspot.secret=$secret"
echo "hubspot.timestamp=$millis"
echo "hubspot.address=$uri"
echo "hubspot.signature=$( { printf 'POST%s' "$uri"; cat hubspot.json; printf %s "$millis"; } | hmac "$key")"
echo "hubspot.query=tenant=a%2Fb&x=1%2C2"
echo "hubspot.query.signature=$( { printf 'POST%s?tenant=a/b&x=1,2' "$uri"; cat hubspot.json; printf %s "$millis"; } | hmac "$key")"

seconds=1774863005
raw='0123456789abcdefghijklmnopqrstuv'
before='vutsrqponmlkjihgfedcba9876543210'
echo "standard.secret=whsec_$(printf %s "$raw" | openssl base64 -A)"
echo "standard.secret.before=whsec_$(printf %s "$before" | openssl base64 -A)"
echo "standard.id=msg_1"
echo "standard.timestamp=$seconds"
echo "standard.signature=v1,$( { printf 'msg_1.%s.' "$seconds"; cat generic.json; } | hmac "$(printf %s "$raw" | hex)")"
echo "standard.signature.before=v1,$( { printf 'msg_1.%s.' "$seconds"; cat generic.json; } | hmac "$(printf %s "$before" | hex)")"
