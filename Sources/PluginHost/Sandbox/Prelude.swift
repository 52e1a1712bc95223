import Lua

/// The Lua code that builds a plugin's world. It runs once for each state, before any code of a plugin,
/// with the real libraries in its hands; it keeps what it needs of them in locals, out of a plugin's reach.
enum Prelude {
    static let chunkName = "=host"

    /// A function of: the real globals, the allow-list (base names, library → names), and the host's
    /// functions (`find`, `format`, `log`, `now`, `nearest`, `next`, `pairs`, `show`, `sort`, `tostring`,
    /// `traceback`, `turn`), and whether `collectgarbage` tells how much memory there is in use (`measures_memory`).
    /// Returns the plugin's globals, the functions that seal a table, also against names that it does not have,
    /// what `require` asks, and the tables of the host's modules and of those that `require` has loaded.
    static let source = """
        local real, base, libraries, host = ...
        local error, getmetatable, next, pairs, ipairs, pcall, select = real.error, real.getmetatable, real.next,
          real.pairs, real.ipairs, real.pcall, real.select
        local setmetatable, tostring, type, load = real.setmetatable, host.tostring, real.type, real.load
        local concat, format, rawset = real.table.concat, real.string.format, real.rawset
        local tointeger = real.math.tointeger
        local real_date, real_time, count = real.os.date, real.os.time, real.collectgarbage

        local globals = {}

        -- By table, what it is called: rawset must not get past the metatable.
        local sealed_names = {}

        local function refuse_write(name, key, level)
          error(format("%s.%s: the host's tables are read-only", name, tostring(key)), level + 1)
        end

        ---A table that can be read and iterated but not written, and whose content nobody gets hold of.
        local function sealed(name, content)
          local proxy = setmetatable({}, {
            __index = content,
            __newindex = function(_, key) refuse_write(name, key, 2) end,
            __pairs = function()
              local copy = {}
              for key, value in next, content do copy[key] = value end
              return host.pairs(copy)
            end,
            __name = name,
            __metatable = false,
          })
          sealed_names[proxy] = name
          return proxy
        end

        ---A sealed table in which a name that it does not have is an error, such as a module of the host's. Only a
        ---missing key is asked for, so that a right one costs nothing.
        local function closed(name, content, kind)
          setmetatable(content, {
            __index = function(_, key)
              error(host.nearest(name, tostring(key), kind, content), 2)
            end,
          })
          return sealed(name, content)
        end

        for _, name in ipairs(base) do globals[name] = real[name] end
        for library, names in pairs(libraries) do
          local content = {}
          for _, name in ipairs(names) do content[name] = real[library][name] end
          if library == "math" then
            -- Seeded when a number is asked for, by what the host says the turn is.
            local random, seed = content.random, content.randomseed
            -- An error is the plugin's own line's.
            local function answer(ok, ...)
              if not ok then error(..., 2) end
              return ...
            end
            function content.random(...)
              local run, student, is_new = host.turn()
              if is_new then seed(run, student) end
              return answer(pcall(random, ...))
            end
            function content.randomseed(...)
              local run, student = host.turn()
              -- Lua's own choice would be the time and an address.
              if select("#", ...) == 0 then return answer(pcall(seed, run, student)) end
              return answer(pcall(seed, ...))
            end
          end
          if library == "string" then content.format = host.format end
          if library == "table" then content.sort = host.sort end
          globals[library] = sealed(library, content)
          if library == "string" then
            -- Methods of strings come from here; `("x").dump` is as absent as `string.dump`.
            local strings = getmetatable("")
            strings.__index = content
            strings.__metatable = false
          end
        end

        globals._G = globals
        globals.pairs, globals.next, globals.tostring = host.pairs, host.next, host.tostring

        function globals.rawset(...)
          local table, key = ...
          if table ~= nil and sealed_names[table] then refuse_write(sealed_names[table], key, 2) end
          return rawset(...)
        end
        globals._VERSION = real._VERSION

        function globals.collectgarbage(option)
          if option ~= "count" then
            error("collectgarbage: only 'count' is allowed in a plugin", 2)
          end
          return host.measures_memory and count("count") or 0
        end

        function globals.load(chunk, name, mode, ...)
          if mode ~= nil and mode ~= "t" then
            error("load: only text is loaded in a plugin; leave the mode out", 2)
          end
          -- Functions of this chunk's name are the host's, which no turn changes.
          if name == "\(chunkName)" then name = "=load" end
          local environment = globals
          if select("#", ...) > 0 then environment = ... end
          return load(chunk, name, "t", environment)
        end

        globals.debug = sealed("debug", {
          traceback = function(...)
            local thread, message, level = nil, ...
            if type(message) == "thread" then thread, message, level = ... end
            if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then
              return message
            end
            if level == nil then level = thread and 0 or 1 end
            local number = tointeger(level)
            if not number then
              error("debug.traceback: expected an integer as the level, got " .. type(level), 2)
            end
            return (message and message .. "\\n" or "") .. "stack traceback:" .. host.traceback(thread, number)
          end,
        })

        globals.os = sealed("os", {
          clock = function() return 0 end,
          time = function(fields)
            if fields == nil then return host.now() end
            return real_time(fields)
          end,
          date = function(pattern, time)
            return real_date(pattern or "!%Y-%m-%d", time or host.now())
          end,
        })

        function globals.print(...)
          local first = ...
          local kind = type(first)
          if (kind == "userdata" or kind == "table") and select("#", ...) == 1 and host.show(first) then return end
          local texts = {}
          for number = 1, select("#", ...) do texts[number] = tostring((select(number, ...))) end
          host.log("info", concat(texts, "\\t"))
        end

        -- By name, the host's modules and the plugin's own that are loaded.
        local hosted, loaded, loading = {}, {}, {}

        ---A module, or nil and why there is none, which the host says of the line that asked.
        local function module(name)
          if type(name) ~= "string" then
            return nil, "require: expected a module's name, got " .. type(name)
          end
          if loaded[name] ~= nil then return loaded[name] end
          if loading[name] then return nil, format("require '%s': the module requires itself", name) end
          -- A plugin's own file comes before a module that a later version of the host may have.
          local chunk, problem = host.find(name, globals, hosted)
          if not chunk then
            if hosted[name] ~= nil then return hosted[name] end
            return nil, problem
          end
          loading[name] = true
          local done <close> = setmetatable({}, { __close = function() loading[name] = nil end })
          local found = chunk(name)
          if found == nil then found = true end
          loaded[name] = found
          return found
        end

        local log = {}
        for _, level in ipairs { "debug", "info", "warning", "error" } do
          log[level] = function(message) host.log(level, tostring(message)) end
        end
        globals.log = closed("log", log, "function")
        hosted.log = globals.log

        return globals, sealed, closed, module, hosted, loaded
        """
}

extension LuaError {
    /// The same error at the line of the plugin's own code that called the host's, or at none where a call in a
    /// `return` has left none behind: a line of the prelude tells nobody anything.
    var besidesPrelude: LuaError {
        let prelude = String(Prelude.chunkName.dropFirst())
        guard chunk == prelude else { return self }
        var error = self
        if let line, message.hasPrefix("\(prelude):\(line): ") {
            error.message.removeFirst("\(prelude):\(line): ".count)
        }
        let frame = traceback.frames.first { $0.line != nil && $0.chunk != prelude }
        (error.chunk, error.line) = (frame?.chunk, frame?.line)
        return error
    }
}
