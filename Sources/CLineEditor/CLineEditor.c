#define _GNU_SOURCE
#include "CLineEditor.h"

#include <errno.h>
#include <histedit.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static EditLine *editor;
static History *history_list;
static cline_completer complete;
static const char *prompt_text = "";
static struct termios found;

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t is_open;
static int is_reading_line;
// A signal's handler writes here: one that came just before the program waits for a key would else be seen only
// after the next key.
static int wake_read = -1, wake_write = -1;

// MARK: The terminal, as it was found

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static void say(const char *text, size_t length) {
  ssize_t ignored = write(STDOUT_FILENO, text, length);
  (void)ignored;
}

// Callable from a signal handler.
static void give_back(void) {
  if (!is_open) return;
  tcsetattr(STDIN_FILENO, TCSANOW, &found);
  say(paste_off, sizeof paste_off - 1);
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void wake(void) {
  int problem = errno;
  ssize_t ignored = write(wake_write, "", 1);
  (void)ignored;
  errno = problem;
}

// No SA_RESTART: reading must return.
static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
  wake();
}

static void on_resize(int number) {
  (void)number;
  resized = 1;
  wake();
}

static void on_end(int number) {
  give_back();
  // The handler is gone with its first call: the signal now does what it does to any program.
  raise(number);
}

static void on_stop(int number) {
  int problem = errno;
  struct termios now;
  tcgetattr(STDIN_FILENO, &now);
  give_back();
  handle(SIGTSTP, SIG_DFL, 0);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, number);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  // Here it goes on in the foreground again.
  handle(SIGTSTP, on_stop, 0);
  tcsetattr(STDIN_FILENO, TCSANOW, &now);
  say(paste_on, sizeof paste_on - 1);
  resized = 1;
  errno = problem;
}

int32_t cline_take_interrupt(void) {
  int32_t was = interrupted;
  interrupted = 0;
  return was;
}

int32_t cline_take_resize(void) {
  int32_t was = resized;
  resized = 0;
  return was;
}

// MARK: Characters, typed or pasted

// What was pasted and is not read yet: taken from the terminal at once, because between two lines it is in
// the mode in which it was found, and would show what comes.
static char *pasted;
static size_t pasted_length, pasted_place;
static int newline_was_pasted;

// Waits until a key can be read; 0 where a signal interrupted that.
static int wait_for_key(void) {
  for (;;) {
    if (interrupted) return 0;
    if (is_reading_line && cline_take_resize()) {
      el_resize(editor);
      el_set(editor, EL_REFRESH);
    }
    struct pollfd sources[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = wake_read, .events = POLLIN}};
    if (poll(sources, 2, -1) < 0 && errno != EINTR) return 1;  // reading says what is wrong
    char drained[64];
    while (sources[1].revents && read(wake_read, drained, sizeof drained) > 0) {}
    if (!interrupted && sources[0].revents) return 1;
  }
}

static int next_byte(void) {
  unsigned char byte;
  for (;;) {
    if (!wait_for_key()) return -1;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count == 1) return byte;
    if (count == 0 || errno != EINTR) return -1;
  }
}

static int read_character(EditLine *line, wchar_t *character) {
  (void)line;
  mbstate_t state = {0};
  for (;;) {
    int byte;
    if (pasted_place < pasted_length) {
      byte = (unsigned char)pasted[pasted_place++];
      newline_was_pasted = byte == '\n';
    } else {
      byte = next_byte();
      newline_was_pasted = 0;
    }
    if (byte < 0) return interrupted ? -1 : 0;
    char part = (char)byte;
    size_t result = mbrtowc(character, &part, 1, &state);
    if (result == (size_t)-2) continue;
    if (result == (size_t)-1) {
      memset(&state, 0, sizeof state);
      continue;
    }
    if (result == 0) *character = 0;
    return 1;
  }
}

// Takes in all of a pasted text. Of its control characters only newlines are taken; a tab is two spaces.
static unsigned char take_paste(EditLine *line, int key) {
  (void)line;
  (void)key;
  static const char end[] = "\033[201~";
  size_t matched = 0, length = 0, size = 0;
  char *text = NULL;
  int before = 0;
  while (matched < sizeof end - 1) {
    int byte = next_byte();
    if (byte < 0) break;
    if (byte == end[matched]) {
      matched++;
      continue;
    }
    matched = byte == end[0] ? 1 : 0;
    if (matched) continue;
    if (size < length + 3) {
      size = size ? size * 2 : 1024;
      char *grown = realloc(text, size);
      if (grown == NULL) break;
      text = grown;
    }
    if (byte == '\t') {
      text[length++] = ' ';
      text[length++] = ' ';
    } else if (byte == '\r' || (byte == '\n' && before != '\r')) {
      text[length++] = '\n';
    } else if (byte >= 0x20 && byte != 0x7F) {
      text[length++] = (char)byte;
    }
    before = byte;
  }
  if (text) text[length] = 0;
  free(pasted);
  pasted = text;
  pasted_length = length;
  pasted_place = 0;
  return CC_NORM;
}

const char *cline_pasted(void) { return pasted_place < pasted_length ? pasted + pasted_place : ""; }

void cline_forget_pasted(void) { pasted_place = pasted_length = 0; }

// MARK: Lines

static char *prompt(EditLine *line) {
  (void)line;
  return (char *)prompt_text;
}

static unsigned char complete_here(EditLine *line, int key) {
  (void)key;
  const LineInfo *info = el_line(line);
  size_t length = (size_t)(info->cursor - info->buffer);
  char *before = strndup(info->buffer, length);
  if (before == NULL) return CC_ERROR;
  char *answer = complete(before);
  free(before);
  if (answer == NULL) return CC_ERROR;
  char *shown = strchr(answer, '\n');
  if (shown) *shown++ = 0;
  unsigned char outcome = CC_ERROR;
  if (*answer && el_insertstr(line, answer) == 0) outcome = CC_REFRESH;
  if (shown) {
    printf("\n%s\n", shown);
    fflush(stdout);
    outcome = CC_REDISPLAY;
  }
  free(answer);
  return outcome;
}

int32_t cline_open(cline_completer completer) {
  if (tcgetattr(STDIN_FILENO, &found) != 0) return 0;
  int ends_of_pipe[2];
  if (pipe2(ends_of_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return 0;
  wake_read = ends_of_pipe[0];
  wake_write = ends_of_pipe[1];
  if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
  complete = completer;
  editor = el_init("caseload", stdin, stdout, stderr);
  history_list = history_init();
  if (editor == NULL || history_list == NULL) return 0;
  HistEvent event;
  history(history_list, &event, H_SETSIZE, 5000);
  history(history_list, &event, H_SETUNIQUE, 1);
  el_set(editor, EL_HIST, history, history_list);
  el_set(editor, EL_EDITOR, "emacs");
  el_set(editor, EL_SIGNAL, 0);
  el_set(editor, EL_PROMPT, prompt);
  el_set(editor, EL_GETCFN, read_character);
  el_set(editor, EL_ADDFN, "complete-name", "Complete the name before the cursor", complete_here);
  el_set(editor, EL_ADDFN, "take-paste", "Take in what is pasted", take_paste);
  static const char *const keys[][2] = {
      {"^I", "complete-name"},       {"\\e[200~", "take-paste"},    {"^R", "em-inc-search-prev"},
      {"^S", "em-inc-search-next"},  {"\\e[3~", "ed-delete-next-char"}, {"\\e[H", "ed-move-to-beg"},
      {"\\e[F", "ed-move-to-end"},   {"\\e[1~", "ed-move-to-beg"},  {"\\e[4~", "ed-move-to-end"},
      {"\\e[1;5C", "em-next-word"},  {"\\e[1;5D", "ed-prev-word"},  {"^W", "ed-delete-prev-word"},
  };
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) el_set(editor, EL_BIND, keys[i][0], keys[i][1], NULL);
  is_open = 1;
  handle(SIGINT, on_interrupt, 0);
  handle(SIGWINCH, on_resize, 0);
  handle(SIGTSTP, on_stop, 0);
  static const int ends[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) handle(ends[i], on_end, (int)SA_RESETHAND | SA_NODEFER);
  return 1;
}

char *cline_read(const char *text, int32_t *outcome) {
  prompt_text = text;
  interrupted = 0;
  if (cline_take_resize()) el_resize(editor);
  say(paste_on, sizeof paste_on - 1);
  // Before the prompt: what is typed as soon as that stands there would otherwise be shown twice.
  el_set(editor, EL_PREP_TERM, 1);
  int count = 0;
  is_reading_line = 1;
  const char *line = el_gets(editor, &count);
  is_reading_line = 0;
  say(paste_off, sizeof paste_off - 1);
  if (line == NULL || count <= 0) {
    *outcome = interrupted ? CLINE_INTERRUPTED : CLINE_END;
    interrupted = 0;
    cline_forget_pasted();
    el_reset(editor);
    return NULL;
  }
  *outcome = newline_was_pasted ? CLINE_PASTED : CLINE_LINE;
  size_t length = (size_t)count;
  if (line[length - 1] == '\n') length--;
  return strndup(line, length);
}

void cline_remember(const char *line) {
  HistEvent event;
  history(history_list, &event, H_ENTER, line);
}

int32_t cline_key(const char *question) {
  struct termios one = found;
  one.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  one.c_cc[VMIN] = 1;
  one.c_cc[VTIME] = 0;
  if (tcsetattr(STDIN_FILENO, TCSADRAIN, &one) != 0) return -1;
  say(question, strlen(question));
  int byte = next_byte();
  interrupted = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &found);
  return byte;
}

void cline_close(void) {
  if (!is_open) return;
  el_end(editor);
  history_end(history_list);
  give_back();
  is_open = 0;
  int ends_of_pipe[2] = {wake_read, wake_write};
  wake_read = wake_write = -1;
  close(ends_of_pipe[0]);
  close(ends_of_pipe[1]);
  cline_forget_pasted();
  free(pasted);
  pasted = NULL;
}
