#!/usr/bin/env embedding
print(embedding(... or "world"))
