// A table of known form put down as bytes, without a value of it crossing into Swift.

#include "Context.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

int clua_op_intern(lua_State *L) {
  clua_operation *operation = lua_touserdata(L, 1);
  const void **addresses = operation->pointer;
  clua_ensure_stack(L, 5, "words");
  lua_createtable(L, (int)operation->argument_count, 0);
  for (int64_t index = 0; index < operation->argument_count; index++) {
    clua_push_value(L, &operation->arguments[index]);
    addresses[index] = lua_topointer(L, -1);
    lua_rawseti(L, 2, index + 1);
  }
  clua_capture(L, 2, &operation->few[0]);
  operation->result_count = 1;
  return 1;
}

void clua_free_record(clua_context *context, clua_record *record) {
  clua_drop(context, record->bytes);
  record->bytes = NULL;
  record->size = record->capacity = 0;
}

int32_t clua_reserve_record(clua_context *context, clua_record *record, size_t count) {
  if (record->capacity - record->size >= count) return 1;
  size_t capacity = record->capacity * 2 + count + 4096;
  uint8_t *bytes = clua_grow(context, record->bytes, capacity);
  if (bytes == NULL) return 0;
  record->bytes = bytes;
  record->capacity = capacity;
  return 1;
}

// By the table of well-formed sequences of the Unicode standard (3-7).
int32_t clua_is_utf8(const uint8_t *bytes, size_t count) {
  size_t index = 0;
  while (index < count) {
    uint64_t eight;
    while (count - index >= 8 && (memcpy(&eight, bytes + index, 8), (eight & 0x8080808080808080) == 0)) index += 8;
    if (index == count) break;
    uint8_t first = bytes[index++];
    if (first < 0x80) continue;
    int rest = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (first < 0xc2 || first > 0xf4 || count - index < (size_t)rest) return 0;
    uint8_t least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (; rest > 0; rest--, least = 0x80, greatest = 0xbf) {
      if (bytes[index] < least || bytes[index] > greatest) return 0;
      index++;
    }
  }
  return 1;
}

// Which of these strings a slot holds; -1 for none. A short string of Lua's is one object, so its address tells.
static int place_of(lua_State *L, int index, const void *const *words, int32_t count) {
  const void *address = lua_topointer(L, index);
  for (int32_t place = 0; place < count; place++) {
    if (words[place] == address) return place;
  }
  return -1;
}

static int read_number(lua_State *L, int index, const clua_part *part, double *number) {
  if (lua_type(L, index) != LUA_TNUMBER) return 0;
  *number = lua_tonumber(L, index);
  return *number >= part->least && *number <= part->greatest;
}

static int read_numbers(lua_State *L, int index, const clua_part *part, uint8_t *mask, double *numbers) {
  if (lua_type(L, index) != LUA_TTABLE || part->word_count > 8) return 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    int place = place_of(L, -2, part->words, part->word_count);
    if (place < 0 || !read_number(L, -1, part, &numbers[place])) return 0;
    *mask |= (uint8_t)(1 << place);
    lua_pop(L, 1);
  }
  return 1;
}

// Appends a list of texts, which must come in the order of their numbers.
static int write_texts(lua_State *L, int index, const clua_part *part, clua_record *record) {
  clua_context *context = clua_context_of(L);
  if (lua_type(L, index) != LUA_TTABLE || !clua_reserve_record(context, record, 1)) return 0;
  const size_t place = record->size++;
  int count = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    size_t length;
    if (++count > part->text_limit || !lua_isinteger(L, -2) || lua_tointeger(L, -2) != count ||
        lua_type(L, -1) != LUA_TSTRING) {
      return 0;
    }
    const char *text = lua_tolstring(L, -1, &length);
    if (length > (size_t)part->byte_limit || strlen(text) != length || !clua_is_utf8((const uint8_t *)text, length) ||
        !clua_reserve_record(context, record, length + 2)) {
      return 0;
    }
    const uint16_t size = (uint16_t)length;
    memcpy(record->bytes + record->size, &size, 2);
    memcpy(record->bytes + record->size + 2, text, length);
    record->size += length + 2;
    lua_pop(L, 1);
  }
  record->bytes[place] = (uint8_t)count;
  return 1;
}

enum { PART_LIMIT = 8 };

static int write_table(lua_State *L, int index, clua_record *record) {
  // What is small is read at once; of the rest the slot is kept in which it stays.
  double numbers[PART_LIMIT];
  uint8_t words[PART_LIMIT];
  int slots[PART_LIMIT];
  uint32_t found = 0;
  clua_ensure_stack(L, record->part_count + 8, "an answer");
  lua_pushnil(L);
  while (lua_next(L, index)) {
    const void *address = lua_topointer(L, -2);
    int number = record->part_count - 1;
    while (number >= 0 && record->parts[number].name != address) number--;
    if (number < 0) return 0;
    const clua_part *part = &record->parts[number];
    found |= 1u << number;
    switch (part->kind) {
      case CLUA_PART_NUMBER:
        if (!read_number(L, -1, part, &numbers[number])) return 0;
        lua_pop(L, 1);
        break;
      case CLUA_PART_WORD: {
        int place = place_of(L, -1, part->words, part->word_count);
        if (place < 0 || place > 254) return 0;
        words[number] = (uint8_t)(place + 1);
        lua_pop(L, 1);
        break;
      }
      default:
        lua_insert(L, -2);  // the value stays below the key
        slots[number] = lua_gettop(L) - 1;
    }
  }
  if (record->needed && !(found & record->needed)) return 0;
  for (int32_t number = 0; number < record->part_count; number++) {
    const clua_part *part = &record->parts[number];
    const int is_there = found >> number & 1;
    if (!clua_reserve_record(clua_context_of(L), record, 1 + 8 * 8)) return 0;
    uint8_t *to = record->bytes + record->size;
    switch (part->kind) {
      case CLUA_PART_NUMBER: {
        double value = is_there ? numbers[number] : __builtin_nan("");
        memcpy(to, &value, 8);
        record->size += 8;
        break;
      }
      case CLUA_PART_WORD:
        *to = is_there ? words[number] : 0;
        record->size++;
        break;
      case CLUA_PART_NUMBERS: {
        double values[8];
        *to = 0;
        if (is_there && !read_numbers(L, slots[number], part, to, values)) return 0;
        record->size++;
        for (int32_t place = 0; place < part->word_count; place++) {
          if (!(*to >> place & 1)) continue;
          memcpy(record->bytes + record->size, &values[place], 8);
          record->size += 8;
        }
        break;
      }
      default:
        if (!is_there) {
          *to = 0;
          record->size++;
        } else if (!write_texts(L, slots[number], part, record)) {
          return 0;
        }
    }
  }
  return 1;
}

// Appends what stands in a slot; 0, with nothing appended, where it has another form, which Swift tells about.
int32_t clua_record_answer(lua_State *L, int index, clua_record *record) {
  const size_t begun = record->size;
  const int top = lua_gettop(L);
  const int type = lua_type(L, index);
  if (record->part_count > PART_LIMIT || !clua_reserve_record(clua_context_of(L), record, 1)) return 0;
  record->bytes[record->size++] = type != LUA_TNIL;
  int32_t is_written = type == LUA_TNIL || (type == LUA_TTABLE && write_table(L, index, record));
  if (!is_written) record->size = begun;
  lua_settop(L, top);
  return is_written;
}
