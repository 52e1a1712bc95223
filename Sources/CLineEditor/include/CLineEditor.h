// Lines from a person at a terminal, with editing, history and completion by libedit, whose own interface
// has variadic functions, which Swift cannot call. One terminal, one thread.

#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdint.h>

/// How reading a line ended.
enum {
  CLINE_LINE = 0,        ///< with Enter
  CLINE_PASTED = 1,      ///< with a newline inside a pasted text: more of it follows
  CLINE_INTERRUPTED = 2, ///< with Ctrl-C
  CLINE_END = 3,         ///< with Ctrl-D on an empty line, or the terminal is gone
};

/// What completes the text before the cursor: answers with a text from malloc whose first line is to be
/// inserted, and whose further lines are to be shown.
typedef char *(*cline_completer)(const char *before);

/// Takes over standard input and output, which must be a terminal. 0 on failure.
int32_t cline_open(cline_completer completer);

/// Reads one line, from malloc, without its newline; NULL unless `outcome` is CLINE_LINE or CLINE_PASTED.
char *cline_read(const char *prompt, int32_t *outcome);

/// What was pasted and is not read yet; empty for nothing. Until the next call of this file's functions.
const char *cline_pasted(void);

/// Gives up what was pasted and is not read yet.
void cline_forget_pasted(void);

/// Puts a line into the history of this session.
void cline_remember(const char *line);

/// Whether Ctrl-C was pressed since this was last asked.
int32_t cline_take_interrupt(void);

/// Whether the terminal was resized, or shown again, since this was last asked.
int32_t cline_take_resize(void);

/// Asks for one key outside of a line: a byte, or -1 after Ctrl-C or without a terminal. The question is
/// written when keys are no longer shown.
int32_t cline_key(const char *question);

/// Gives the terminal back as it was found.
void cline_close(void);

#endif
