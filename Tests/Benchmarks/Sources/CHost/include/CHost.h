// The peer: scoring as a small host in C does it, without a sandbox, one thread, everything in this process.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// How the peer's students are seen by the Lua function.
enum {
  CHOST_TABLES = 0,    ///< ready-made tables, a thousand of them in turn: the share of Lua itself
  CHOST_FILLED = 1,    ///< one table, filled with all columns for each student
  CHOST_USERDATA = 2,  ///< one userdata, whose __index goes through a table of name → column
  CHOST_OBJECTS = 3,   ///< the same, with a new userdata for each student, as one that may be kept has to be
};

typedef struct chost_columns {
  const char *const *names;
  const double *const *values;  ///< by column, then by row; NaN where there is none
  int32_t count;
  int64_t rows;
} chost_columns;

/// What came of it: by row, the score (NaN for none), the tier's first letter (0 for none), and the reasons.
typedef struct chost_results {
  double *scores;
  char *tiers;
  uint8_t *reason_counts;
  char *text;            ///< all reasons one after another, each with a zero byte behind it
  size_t text_size, text_capacity;
} chost_results;

/// Loads a chunk that returns { score = function(student) … }, and calls it for each row. The results' arrays are the
/// caller's, `text` is allocated here.
///
/// Returns NULL, or what went wrong.
const char *chost_score(const char *source, const chost_columns *columns, int32_t kind, chost_results *results);
