package io.goalstream.ingest.domain.table;

/** What comes first in dates such as 03/04/2026; with points the day always does. */
public enum DateOrder {
  DMY,
  MDY
}
