package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesTest {
  private static final int DEALS = 2_000;

  private final Company company = new Company(10, 2, 250, 10, DEALS);

  @Test
  void theSameSeedMakesTheSameDealsInTheSameOrder() {
    assertThat(written(7)).isEqualTo(written(7)).isNotEqualTo(written(8));
  }

  @Test
  void aCorrectionChangesTheAmountAlone() {
    Sales sales = new Sales(company, 7);

    Sale first = sales.sale(3, 1);
    Sale second = sales.sale(3, 2);

    assertThat(second.cents()).isNotEqualTo(first.cents());
    assertThat(second.shares()).isEqualTo(first.shares());
    assertThat(second.day()).isEqualTo(first.day());
    assertThat(second.stage()).isEqualTo(first.stage());
  }

  @Test
  void sharesAddUpAndEveryPartIsAWholeNumberOfCents() {
    Sales sales = new Sales(company, 7);

    for (int number = 0; number < DEALS; number++) {
      Sale sale = sales.sale(number, 1);
      assertThat(sale.shares().stream().mapToInt(Sale.Share::tenths).sum()).isEqualTo(10);
      assertThat(sale.shares().stream().mapToLong(share -> share.of(sale.cents())).sum())
          .isEqualTo(sale.cents());
      assertThat(sale.cents() % 10).isZero();
    }
  }

  @Test
  void someAreCorrectedSomeRepeatedAndVersionsNeverGoDown() {
    Map<Backlog.Change, Integer> counts = new HashMap<>();
    Map<Integer, Long> versions = new HashMap<>();

    int records =
        new Backlog(new Sales(company, 7), DEALS, 7)
            .writeTo(
                (number, sale, change) -> {
                  counts.merge(change, 1, Integer::sum);
                  Long former = versions.put(number, sale.version());
                  assertThat(sale.version()).isGreaterThanOrEqualTo(former == null ? 0 : former);
                });

    assertThat(counts.get(Backlog.Change.NEW)).isEqualTo(DEALS);
    assertThat(counts.get(Backlog.Change.CORRECTION)).isBetween(DEALS * 4 / 100, DEALS * 6 / 100);
    assertThat(counts.get(Backlog.Change.DUPLICATE)).isBetween(DEALS / 100, DEALS * 3 / 100);
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(records);
  }

  private List<Sale> written(long seed) {
    List<Sale> written = new ArrayList<>();
    new Backlog(new Sales(company, seed), DEALS, seed)
        .writeTo((number, sale, change) -> written.add(sale));
    return written;
  }
}
