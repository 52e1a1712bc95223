// The only code in which Lua may longjmp.
//
// Swift never calls an API function of Lua that can raise. What can raise runs in one of the
// `clua_op_…` bodies below, inside `clua_run`, which is lua_pcall with a message handler; or in a C
// function that Lua calls, after the Swift callback it made has returned. Every other function of this
// header cannot raise; the comment at each says why.
#pragma once

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

typedef struct clua_context clua_context;
typedef struct clua_type clua_type;

// ---------------------------------------------------------------------------------------------- values

enum {
  CLUA_NIL = 0,
  CLUA_BOOLEAN = 1,
  CLUA_LIGHT = 2,
  CLUA_NUMBER = 3,
  CLUA_STRING = 4,
  CLUA_TABLE = 5,
  CLUA_FUNCTION = 6,
  CLUA_OBJECT = 7,
  CLUA_THREAD = 8,
  CLUA_INTEGER = 9,
};

/// A value on its way between Swift and Lua.
typedef struct clua_value {
  int32_t kind;       ///< CLUA_…
  int32_t reference;  ///< a registry reference, for tables, functions, objects and threads
  int64_t bits;       ///< the integer, the number's bit pattern, 0 or 1, or a string's length
  const void *bytes;  ///< a string's bytes; from Lua valid until clua_finish
} clua_value;

// ---------------------------------------------------------------------------------------------- errors

enum { CLUA_FRAMES = 32, CLUA_SOURCE = 200, CLUA_NAME = 64 };

typedef struct clua_frame {
  char source[CLUA_SOURCE];
  char name[CLUA_NAME];  ///< empty where Lua knows none
  char namewhat[12];
  int32_t line;          ///< -1 in C
  int32_t is_main;
} clua_frame;

typedef struct clua_trace {
  int32_t count;
  int32_t omitted;        ///< levels left out
  int32_t omitted_after;  ///< how many of `frames` come before the gap
  clua_frame frames[CLUA_FRAMES];
} clua_trace;

enum { CLUA_LIMIT_NONE = 0, CLUA_LIMIT_MEMORY, CLUA_LIMIT_INSTRUCTIONS, CLUA_LIMIT_TIME, CLUA_LIMIT_INTERRUPT };

/// clua_run's own statuses, beside LUA_OK and LUA_ERR….
enum { CLUA_STATUS_LIMIT = 100, CLUA_STATUS_STACK = 101, CLUA_STATUS_CLOSED = 102 };

// ------------------------------------------------------------------------------------------- operations

/// What one protected operation takes and what it gives.
typedef struct clua_operation {
  // In
  clua_value target, key, value;
  const clua_value *arguments;
  int64_t argument_count;
  int64_t array_capacity, field_capacity;
  const char *chunk_name;
  int32_t raw;          ///< whether metamethods are left out
  int32_t stack_index;  ///< a slot of the caller's frame handed to the body as its second argument
  clua_type *type;
  void *pointer;
  const struct clua_passed *passed;  ///< of clua_op_repeat and clua_op_pass, `passed_count` of them
  int32_t passed_count;
  struct clua_rows *rows;      ///< of clua_op_repeat_rows and clua_op_pass_rows
  struct clua_record *record;  ///< of clua_op_repeat: where the answer is put down, or NULL
  // Out
  int32_t is_recorded;  ///< whether it was
  clua_value *results;  ///< `result_count` of them
  int64_t result_count;
  clua_value few[4];
  int32_t status;
  int32_t base;  ///< the stack's height before the operation
  clua_trace *trace;
} clua_operation;

typedef int (*clua_body)(lua_State *L);

/// Runs `body` under lua_pcall on the state that is running now; the outcome is in `operation`.
/// Its values, and on failure the error object, stay on the stack until clua_finish.
/// Cannot raise: lua_checkstack, pushes of light values and lua_pcall do not.
int clua_run(clua_context *context, clua_body body, clua_operation *operation);

/// Frees what the operation holds and restores the stack's height. Cannot raise: free and lua_settop.
void clua_finish(clua_context *context, clua_operation *operation);

int clua_op_open_libraries(lua_State *L);  // raw: the libraries' bits
int clua_op_globals(lua_State *L);
int clua_op_load(lua_State *L);            // value: source, chunk_name, target: environment or nil
int clua_op_call(lua_State *L);            // target, arguments; type, pointer: a payload to copy into a new object, put first; raw: results stay on the stack
int clua_op_quick(lua_State *L);           // type; gives what clua_op_repeat keeps between calls
int clua_op_repeat(lua_State *L);          // target, arguments, passed: behind them, key: the quick, type, pointer: a payload, record; the answer stays on the stack
int clua_op_repeat_rows(lua_State *L);     // likewise, with rows; leaves nothing, or what stopped it
int clua_op_pass(lua_State *L);            // target, arguments, passed: behind them, pointer: a payload, record; the answer stays on the stack
int clua_op_pass_rows(lua_State *L);       // likewise, with rows; leaves nothing, or what stopped it
int clua_op_rest(lua_State *L);            // key: the quick; after a call that failed
int clua_op_dump(lua_State *L);            // target: a function; gives its compiled code, or nothing where it is not Lua's own
int clua_op_replace(lua_State *L);         // target: a function, value: other code for it; gives one with the same variables outside
int clua_op_intern(lua_State *L);          // arguments: strings, pointer: as many addresses, to be filled; gives a table that keeps them
int clua_op_new_table(lua_State *L);
int clua_op_get(lua_State *L);             // target, key, raw
int clua_op_set(lua_State *L);             // target, key, value, raw
int clua_op_set_many(lua_State *L);        // target, arguments: key, value, key, value… (raw)
int clua_op_append(lua_State *L);          // target, arguments: values for 1, 2, … (raw)
int clua_op_length(lua_State *L);          // target
int clua_op_get_many(lua_State *L);        // target, arguments: keys
int clua_op_pairs(lua_State *L);           // target; gives key, value, key, value…
int clua_op_array(lua_State *L);           // target
int clua_op_set_metatable(lua_State *L);   // target, value
int clua_op_get_metatable(lua_State *L);   // target
int clua_op_to_text(lua_State *L);         // target or stack_index
int clua_op_reference(lua_State *L);       // stack_index
int clua_op_push(lua_State *L);            // arguments, left on the stack
int clua_op_message(lua_State *L);         // value: text, raw: whether to put no position before it
int clua_op_new_function(lua_State *L);    // pointer: a retained Swift function; array_capacity: 1 when taken
int clua_op_new_object(lua_State *L);      // type; gives the object and, in pointer, its payload
int clua_op_collect(lua_State *L);
int clua_op_reproducible(lua_State *L);    // target: `next`, value: `string.format`; gives pairs, tostring, string.format, table.sort and next
int clua_op_checkpoint(lua_State *L);      // arguments: a name and a value for each root, target: a set of what is not gone into, chunk_name: of functions likewise; gives what clua_op_put_back takes
int clua_op_put_back(lua_State *L);        // key: the checkpoint, raw: only what was seen to change before; gives the name of what is seen to for the first time, or nil
int clua_op_traceback(lua_State *L);       // target: a coroutine or nil, array_capacity: the first level; gives `trace`

// ---------------------------------------------------------------------------------------------- records

enum {
  CLUA_PART_NUMBER = 0,  ///< least…greatest: 8 bytes, NaN where missing
  CLUA_PART_WORD,        ///< one of the words: 1 byte, its number from 1, 0 where missing
  CLUA_PART_NUMBERS,     ///< a table of numbers under the words, 8 at most: 1 byte with a bit for each, then 8 bytes for each
  CLUA_PART_TEXTS,       ///< a list: 1 byte for the count, then for each 2 bytes for the length, and UTF-8
};

/// A field of a table that is put down as bytes.
typedef struct clua_part {
  int32_t kind;  ///< CLUA_PART_…
  int32_t word_count;
  double least, greatest;
  int32_t text_limit, byte_limit;
  const void *name;          ///< the address of Lua's own string, as clua_op_intern gives it
  const void *const *words;  ///< likewise
} clua_part;

/// Tables put down one after another, each behind a byte: 0 for nil, 1 for a table with the parts in order.
typedef struct clua_record {
  const clua_part *parts;
  int32_t part_count;
  uint32_t needed;  ///< a bit for each part of which there must be one at least; 0 for none
  uint8_t *bytes;  ///< `size` of them; to be given back by clua_free_record
  size_t size, capacity;
} clua_record;

/// What a function is passed of a row besides its object: the cell of a column.
typedef struct clua_passed {
  const struct clua_field *field;
  int64_t offset;  ///< where the row's payload has the value that has the field
} clua_passed;

/// The rows of clua_op_repeat_rows.
typedef struct clua_rows {
  int64_t count, position;  ///< how many, and the one whose turn it is
  int64_t stride;           ///< bytes from a payload to the next one
  const int64_t *numbers;   ///< what `marks` is told of each
  int64_t *marks;           ///< three cells, or NULL: before each call the row's number, and two zeros
  int32_t shares_objects;   ///< of clua_op_repeat_rows: whether one object may serve all rows
  int32_t status;           ///< of the call that stopped it and raised nothing: LUA_OK for an answer of another form
} clua_rows;

/// A field of a type by its number, from 0, as long as the type lives. Cannot raise: reads only.
const struct clua_field *clua_field_of(const clua_type *type, int64_t number);
/// Frees the bytes. Cannot raise: free.
void clua_free_record(clua_context *context, clua_record *record);
/// Makes room for so many bytes more; 0 where there is no memory. Cannot raise: realloc.
int32_t clua_reserve_record(clua_context *context, clua_record *record, size_t count);
/// Whether bytes are UTF-8. Cannot raise: reads only.
int32_t clua_is_utf8(const uint8_t *bytes, size_t count);

// ---------------------------------------------------------------------------------------------- context

/// What Lua calls in Swift. None of them lets an error out: a count, or -1 with the error on the stack.
typedef struct clua_callbacks {
  int32_t (*call)(void *owner, void *function, lua_State *L);
  int32_t (*field)(void *owner, void *reader, void *payload, lua_State *L);
  int32_t (*missing)(void *owner, void *type, void *payload, int32_t writing, lua_State *L);
  void (*destroy)(void *owner, void *type, void *payload);
  void (*release)(void *owner, void *function);
} clua_callbacks;

/// Refuses allocations for tests, and keeps the balance.
typedef struct clua_probe {
  int64_t countdown;   ///< the allocation refused, counted from 1; 0 refuses none
  int64_t refusals;    ///< how many are refused from there on; a refusal and its retry are 2
  int64_t allocations; ///< growths asked for so far
  int64_t refused;
  int64_t blocks, bytes;  ///< alive now; of what is held for Swift beside Lua, only blocks
} clua_probe;

typedef struct clua_limits {
  uint64_t memory, instructions, nanoseconds;  ///< 0: none
  int32_t polls;                               ///< whether a hook is kept for clua_interrupt
  int32_t refuses_finalizers;                  ///< whether scripts may set no __gc
  int32_t counts_late;                         ///< whether counting waits for the second clua_tick of a call
} clua_limits;

/// Makes a state, or NULL where there is no memory. Cannot raise: malloc, lua_newstate.
clua_context *clua_open(clua_limits limits, clua_callbacks callbacks, clua_probe *probe);
/// Sets what the callbacks get as their owner. Cannot raise: a store.
void clua_set_owner(clua_context *context, void *owner);
/// Closes the state; finalizers run, their errors are kept as warnings. Cannot raise: lua_close.
void clua_close(clua_context *context);
/// Frees the context itself, after clua_close.
void clua_free(clua_context *context);

/// The coroutine (or main state) on whose stack Swift runs now.
lua_State *clua_current(const clua_context *context);
int32_t clua_depth(const clua_context *context);
int32_t clua_is_closing(const clua_context *context);
uint64_t clua_memory(const clua_context *context);
uint64_t clua_peak(const clua_context *context);

/// Which limit the running outermost call has met, where: "" and -1 if unknown.
int32_t clua_limit_met(const clua_context *context, const char **source, int32_t *line);

/// Gives the running outermost call so much more time. On Lua's own thread only; raises nothing.
void clua_add_time(clua_context *context, uint64_t nanoseconds);

/// Ends the call that runs now at its next hook. Callable from a signal handler and any thread: an
/// atomic store; and from the handler of a signal that arrived on Lua's own thread also lua_sethook.
void clua_interrupt(clua_context *context);

/// Where the hook is kept off at first (counts_late): from the second tick within a call on it counts. To be
/// called every few milliseconds by a signal handler on Lua's own thread. Answers whether a C function has
/// outrun the time limit, which no hook ends, and then where it was called.
/// Nothing here raises: lua_sethook, lua_getstack and lua_getinfo, which only read; clock_gettime.
int32_t clua_tick(clua_context *context, const char **source, int32_t *line);

/// The warnings since the last call of this, one a line; NULL if none. To be freed by the caller.
char *clua_take_warnings(clua_context *context, int32_t *finalizer_errors);

/// Gives a reference back. Cannot raise: luaL_unref stores into slots that exist. 0 where the stack has
/// no room, to be tried again.
int32_t clua_release(clua_context *context, int32_t reference);

/// Raw length, identity and address of referenced values. Cannot raise: lua_rawgeti of the registry and reads.
uint64_t clua_raw_length(clua_context *context, int32_t reference);
int32_t clua_identical(clua_context *context, int32_t a, int32_t b);
const void *clua_address(clua_context *context, int32_t reference);

/// Replaces the key on top by the next one and its value, nil standing before the first; 0 at the end, with the key
/// gone. Takes two slots more than there are. Cannot raise: lua_rawget, and lua_next for a key that is there.
int32_t clua_next(lua_State *L, int32_t table);

/// Pushes a referenced value. 0 where the stack has no room. Cannot raise: lua_checkstack, lua_rawgeti.
int32_t clua_push_reference(clua_context *context, int32_t reference);

// ------------------------------------------------------------------------------------------------ types

enum {
  CLUA_COLUMN_SWIFT = 0,  ///< no column: Swift is asked
  CLUA_COLUMN_F64,        ///< NaN is nil
  CLUA_COLUMN_F32,        ///< NaN is nil
  CLUA_COLUMN_I64,        ///< INT64_MIN is nil
  CLUA_COLUMN_I32,        ///< INT32_MIN is nil
  CLUA_COLUMN_I16,        ///< INT16_MIN is nil
  CLUA_COLUMN_I8,         ///< INT8_MIN is nil
  CLUA_COLUMN_U8,         ///< 255 is nil
  CLUA_COLUMN_U16,        ///< 65535 is nil
  CLUA_COLUMN_BOOL,       ///< 0, 1, anything else is nil
  CLUA_COLUMN_TEXT,       ///< uint32 offsets, count + 1 of them, into `text`
  CLUA_COLUMN_VIEW,       ///< an object of the type `view`, a copy of the payload's bytes at `row_offset`
};

typedef struct clua_field {
  const char *name;
  size_t name_length;
  int32_t kind;        ///< CLUA_COLUMN_…
  int32_t row_bytes;   ///< 4 or 8: how the row is stored in the payload
  int64_t row_offset;  ///< where
  const void *base;
  int64_t stride, count;
  const char *text;
  clua_type *view;
  int32_t view_slot;  ///< set by clua_op_register
  void *reader;       ///< Swift's, kept alive by its type
} clua_field;

/// A method or metamethod: a Swift function, retained once by whoever describes it.
typedef struct clua_member {
  const char *name;
  size_t name_length;
  void *function;
} clua_member;

typedef struct clua_type_description {
  const char *name;
  size_t name_length;
  void *type;  ///< Swift's, kept alive by its owner until after clua_close
  int64_t size, alignment;
  int32_t needs_destroy;
  int32_t has_fallback;
  const clua_field *fields;
  int64_t field_count;
  const clua_member *methods;
  int64_t method_count;
  const clua_member *metamethods;
  int64_t metamethod_count;
} clua_type_description;

int clua_op_register(lua_State *L);  // pointer: a clua_type_description; gives `type`

/// The payload of the object in a slot if it is alive and of this Swift type, or NULL.
/// Cannot raise: lua_touserdata and lua_rawlen; nothing but the userdata's own memory is read.
void *clua_payload(clua_context *context, lua_State *L, int32_t index, const void *type);
/// The Swift type of the object in a slot, alive or not; NULL if it is none of ours. Cannot raise, likewise.
void *clua_type_of(clua_context *context, lua_State *L, int32_t index);
/// Marks the new object in a slot as alive, once its payload is there. Cannot raise: lua_touserdata.
void clua_make_alive(clua_context *context, lua_State *L, int32_t index);
/// The Swift function behind a Lua function, or NULL. Cannot raise: lua_tocfunction, lua_getupvalue.
void *clua_function_behind(clua_context *context, lua_State *L, int32_t index);
