// What a function is passed of a row besides its object: cells of the row, which Lua then reads where they stand.

#include "Context.h"

void clua_push_passed(lua_State *L, const clua_operation *operation, const char *payload) {
  for (int32_t index = 0; index < operation->passed_count; index++) {
    const clua_passed *passed = &operation->passed[index];
    if (clua_push_float(L, passed->field, payload + passed->offset)) continue;
    clua_push_cell(L, passed->field, payload + passed->offset);
  }
}

// Has what comes behind the row's cells fetched: the columns lie apart, so that each is a wait for memory of its own.
void clua_expect_passed(const clua_operation *operation, const char *payload) {
  for (int32_t index = 0; index < operation->passed_count; index++) {
    const clua_passed *passed = &operation->passed[index];
    const clua_field *field = passed->field;
    if (field->row_bytes != 4) continue;
    int32_t row;
    memcpy(&row, payload + passed->offset + field->row_offset, sizeof row);
    if (row < 0 || row >= field->count - CLUA_LINE) continue;
    __builtin_prefetch((const char *)field->base + (row + CLUA_LINE) * field->stride);
  }
}

const clua_field *clua_field_of(const clua_type *type, int64_t number) { return &type->fields[number]; }
