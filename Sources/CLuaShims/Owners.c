// The userdata that own something of Swift's, kept track of beside Lua.
//
// Lua calls a finalizer once. Where no more nested calls of C are left, it refuses the call with a warning, and
// frees the memory at a later collection as if it had been made. Such a block is caught where it is freed, set aside
// with what it owns, and let go where Swift may run again.

#include "Context.h"

#include <string.h>

// A userdata's own memory is the last part of its block, so that the end finds it when the block is freed.
struct clua_owner {
  const char *end;  // NULL in an empty place
  void *userdata;
};

// What stands in a block that is set aside: over Lua's header, which nobody reads any more.
struct clua_orphan {
  clua_orphan *next;
  size_t size;
  void *userdata;
};

static size_t place_of(const clua_context *context, const char *end) {
  return (size_t)(((uint64_t)(uintptr_t)end * 0x9E3779B97F4A7C15u) >> 32) & (context->owner_places - 1);
}

static size_t find(const clua_context *context, const char *end) {
  size_t place = place_of(context, end);
  while (context->owners[place].end && context->owners[place].end != end) {
    place = (place + 1) & (context->owner_places - 1);
  }
  return place;
}

// Twice as many places. A place in two is empty at least, so that a search is short.
static int grow(clua_context *context) {
  const size_t count = context->owner_places ? context->owner_places * 2 : 64;
  clua_owner *grown = clua_grow(context, NULL, count * sizeof *grown);
  if (grown == NULL) return 0;
  memset(grown, 0, count * sizeof *grown);
  clua_owner *old = context->owners;
  const size_t old_count = context->owner_places;
  context->owners = grown;
  context->owner_places = count;
  for (size_t place = 0; place < old_count; place++) {
    if (old[place].end) grown[find(context, old[place].end)] = old[place];
  }
  clua_drop(context, old);
  return 1;
}

int clua_add_owner(clua_context *context, void *userdata, size_t size) {
  if (context->owner_count * 2 >= context->owner_places && !grow(context)) return 0;
  const char *end = (const char *)userdata + size;
  context->owners[find(context, end)] = (clua_owner){end, userdata};
  context->owner_count++;
  return 1;
}

void *clua_remove_owner(clua_context *context, const void *end) {
  if (context->owner_count == 0) return NULL;
  size_t place = find(context, end);
  void *userdata = context->owners[place].userdata;
  if (context->owners[place].end == NULL) return NULL;
  context->owner_count--;
  // What stands behind moves up, unless it would come to stand before the place that it is looked for at.
  const size_t mask = context->owner_places - 1;
  for (size_t next = (place + 1) & mask; context->owners[next].end; next = (next + 1) & mask) {
    const size_t home = place_of(context, context->owners[next].end);
    if (((next - home) & mask) < ((next - place) & mask)) continue;
    context->owners[place] = context->owners[next];
    place = next;
  }
  context->owners[place] = (clua_owner){NULL, NULL};
  return userdata;
}

int clua_set_aside(clua_context *context, void *block, size_t size) {
  void *userdata = clua_remove_owner(context, (const char *)block + size);
  if (userdata == NULL) return 0;
  clua_orphan *orphan = block;
  *orphan = (clua_orphan){context->orphans, size, userdata};
  context->orphans = orphan;
  return 1;
}

void clua_release_orphans(clua_context *context) {
  while (context->orphans) {
    clua_orphan *orphan = context->orphans;
    context->orphans = orphan->next;
    clua_let_go(context, orphan->userdata);
    clua_allocate(context, orphan, orphan->size, 0);
  }
}

void clua_free_owners(clua_context *context) {
  clua_drop(context, context->owners);
  context->owners = NULL;
  context->owner_places = context->owner_count = 0;
}
