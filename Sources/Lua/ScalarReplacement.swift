internal import CLuaShims

/// A function that is given, besides an object, the fields that it reads off it: instead of a look-up in the object,
/// each read is that of a register, the cheapest thing that Lua does. Compilers call this scalar replacement.
///
/// ```lua
/// function (student) local values = student.engagement return values.relevance + values.autonomy end
/// -- becomes, in effect:
/// function (student, relevance, autonomy) local values = student.engagement return relevance + autonomy end
/// ```
/// Only a read is replaced of which the code itself shows that it is of the first argument, or of a view of it: the
/// variable is written nowhere else. Everything else is as it was, instruction by instruction: so are lines, and how
/// many instructions a call takes. Where nothing looks at the object any more, it is not needed.
struct ScalarReplacement {
    /// A column of the object, or of a part of it.
    struct Field: Equatable {
        let type: LuaAnyType
        /// Of the type's fields, from 0.
        let number: Int
        /// Where the object's value has that of the part.
        let offset: Int

        var name: String { type.description.fields[number].name }

        static func == (left: Field, right: Field) -> Bool {
            left.type === right.type && left.number == right.number && left.offset == right.offset
        }
    }

    /// What the function is given behind its own parameters.
    private(set) var fields: [Field] = []
    private(set) var function: LuaPrototype
    /// Whether anything is left that looks at the object.
    private(set) var needsObject = true
    /// How many parameters it had.
    var parameterCount: Int { original.parameterCount }

    private let original: LuaPrototype
    private let type: LuaAnyType
    /// Where the code may go on elsewhere than behind the instruction before, and from where it comes then.
    private let jumps: [Int: [Int]]
    /// In the order in which they begin.
    private let variables: [Variable]
    /// The registers that functions inside have for variables of theirs.
    private let captured: Set<Int>
    /// The instructions that are sure to read a view, and which, as far as it was looked.
    private var views: [Int: (type: LuaAnyType, offset: Int)] = [:]

    private struct Variable {
        let register: Int
        let places: Range<Int>
        /// Whether it keeps what it begins with: neither the function nor one inside of it writes it.
        let isWrittenOnce: Bool
        /// The instruction that gives it its first value, where the code goes straight on from there.
        let beginning: Int?
    }

    private static let fieldLimit = 60
    private static let registerLimit = 250
    /// A function as long as this, some thousand lines, does more than read, and would take long to look through.
    private static let instructionLimit = 5000
    /// An error names a variable as `(local 'x')`; with a dot before it, it is known for a field.
    private static let mark = "."

    /// nil where nothing is to be replaced.
    init?(of function: LuaPrototype, reading type: LuaAnyType) {
        guard !function.isVariadic, function.parameterCount >= 1,
            function.code.count <= Self.instructionLimit,
            function.locals.count >= function.parameterCount,
            !function.code.contains(where: { $0.mayStraddle(function.parameterCount) })
        else { return nil }
        original = function
        self.function = function
        self.type = type
        var jumps: [Int: [Int]] = [:]
        for (place, instruction) in function.code.enumerated() {
            for target in instruction.targets(at: place) { jumps[target, default: []].append(place) }
        }
        self.jumps = jumps
        captured = Set(function.inner.flatMap(\.upvalues).filter(\.isInRegister).map(\.index))
        variables = Self.variables(of: function, jumps)
        replaceReads()
        guard !fields.isEmpty, function.registerCount + fields.count <= Self.registerLimit else { return nil }
        dropViews()
        needsObject = isRead(0, at: original.code.indices)
        addParameters()
    }

    /// An error's message as the original function would have it.
    static func restored(_ message: String) -> String {
        message.contains("(local '\(mark)") ? message.replacing("(local '\(mark)", with: "(field '") : message
    }

    // ------------------------------------------------------------------------------------------ which reads

    private static func variables(of function: LuaPrototype, _ jumps: [Int: [Int]]) -> [Variable] {
        let written = Set(
            function.inner.flatMap { inner in
                inner.upvalues.indices.filter { inner.upvalues[$0].isInRegister && inner.writes($0) }
                    .map { inner.upvalues[$0].index }
            })
        var ends: [Int] = []
        return function.locals.map { local in
            let places = local.places.clamped(to: function.code.indices)
            ends.removeAll { $0 <= local.places.lowerBound }
            let register = ends.count
            ends.append(local.places.upperBound)
            let isWrittenOnce =
                !written.contains(register) && !function.code[places].contains { $0.mayWrite(register) }
            return Variable(
                register: register, places: places, isWrittenOnce: isWrittenOnce,
                beginning: beginning(of: register, at: places, in: function, jumps))
        }
    }

    private static func beginning(
        of register: Int, at places: Range<Int>, in function: LuaPrototype, _ jumps: [Int: [Int]]
    ) -> Int? {
        var place = places.lowerBound
        while place > 0, jumps[place, default: []].allSatisfy(places.contains) {
            place -= 1
            let instruction = function.code[place]
            if instruction.mayWrite(register) { return instruction.a == register ? place : nil }
            guard instruction.targets(at: place).isEmpty else { return nil }
        }
        return nil
    }

    private func variable(in register: Int, at place: Int) -> Variable? {
        variables.first { $0.register == register && $0.places.contains(place) }
    }

    private mutating func replaceReads() {
        for (place, instruction) in original.code.enumerated() where instruction.operation == .getField {
            guard let object = object(in: instruction.b, at: place), let name = original.text(instruction.c)
            else { continue }
            if let view = object.type.view(name) {
                views[place] = (view.type, object.offset + view.offset)
                continue
            }
            guard let number = object.type.number(ofColumn: name) else { continue }
            let field = Field(type: object.type, number: number, offset: object.offset)
            let index = fields.firstIndex(of: field) ?? fields.count
            guard index < Self.fieldLimit else { continue }
            if index == fields.count { fields.append(field) }
            function.code[place] = LuaInstruction(
                move: original.parameterCount + index, to: instruction.a)
        }
    }

    /// The object that a register is sure to hold at a place: the first argument, or a view of it.
    private func object(in register: Int, at place: Int) -> (type: LuaAnyType, offset: Int)? {
        if place > 0, jumps[place] == nil, original.code[place - 1].operation == .getField,
            original.code[place - 1].a == register
        {
            return views[place - 1]
        }
        guard let variable = variable(in: register, at: place), variable.isWrittenOnce else { return nil }
        if register == 0 { return (type, 0) }
        guard let begin = variable.beginning else { return nil }
        switch original.code[begin].operation {
        case .getField: return views[begin]
        case .move: return object(in: original.code[begin].b, at: begin)
        default: return nil
        }
    }

    // ---------------------------------------------------------------------------------------- what is left

    /// Takes out the views that nothing looks at any more: from the last on, since one is read of another.
    private mutating func dropViews() {
        for place in views.keys.sorted(by: >) {
            let register = original.code[place].a
            let isDropped =
                if let variable = variables.first(where: { $0.beginning == place && $0.register == register })
                {
                    variable.isWrittenOnce && !isRead(register, at: place + 1..<variable.places.upperBound)
                } else {
                    isForNextOnly(place)
                }
            if isDropped { function.code[place] = LuaInstruction(nilTo: register) }
        }
    }

    /// Whether what a register is given at a place is no variable's, and the instruction behind, the only one that it
    /// could be for, does not look at it any more.
    private func isForNextOnly(_ place: Int) -> Bool {
        let (next, register) = (place + 1, original.code[place].a)
        return next < original.code.endIndex && jumps[next] == nil
            && original.code[next].operation == .getField && original.code[next].b == register
            && !looks(next, at: register)
            && variable(in: register, at: next) == nil
    }

    /// Whether anything that is left looks at a register.
    private func isRead(_ register: Int, at places: Range<Int>) -> Bool {
        captured.contains(register) || places.contains { looks($0, at: register) }
    }

    /// Whether what is left at a place looks at one of the original registers.
    private func looks(_ place: Int, at register: Int) -> Bool {
        !isReplaced(place) && function.code[place].mayRead(register)
    }

    /// Whether there is a copy of a new register at a place.
    private func isReplaced(_ place: Int) -> Bool {
        original.code[place].operation == .getField && function.code[place].operation == .move
    }

    // --------------------------------------------------------------------------------------- how they change

    private mutating func addParameters() {
        let (first, count) = (original.parameterCount, fields.count)
        for (place, instruction) in function.code.enumerated() {
            // Where the source is one of the new registers, it is so already.
            if isReplaced(place) {
                if instruction.a >= first { function.code[place].a += count }
            } else {
                function.code[place] = instruction.shifted(from: first, by: count)
            }
        }
        for number in function.inner.indices {
            for index in function.inner[number].upvalues.indices {
                let upvalue = function.inner[number].upvalues[index]
                guard upvalue.isInRegister, upvalue.index >= first else { continue }
                function.inner[number].upvalues[index].index += count
            }
        }
        function.locals.insert(
            contentsOf: fields.map {
                LuaPrototype.Local(name: Array((Self.mark + $0.name).utf8), places: 0..<function.code.count)
            }, at: first)
        function.parameterCount += count
        function.registerCount += count
    }
}

extension LuaPrototype {
    /// Whether it, or a function inside of it, writes a variable outside.
    fileprivate func writes(_ upvalue: Int) -> Bool {
        code.contains { $0.operation == .setUpvalue && $0.b == upvalue }
            || inner.contains { inner in
                inner.upvalues.indices.contains {
                    !inner.upvalues[$0].isInRegister && inner.upvalues[$0].index == upvalue
                        && inner.writes($0)
                }
            }
    }
}

extension LuaAnyType {
    /// The number of a field that C reads from a column at no cost: nil for text, of which a string is made, and for
    /// all other fields.
    fileprivate func number(ofColumn name: String) -> Int? {
        guard let number = number(ofField: name), case .column(let column, _?, _) = readers[number],
            column.element != .text
        else { return nil }
        return number
    }

    /// The type of a view, and where the value has the view's.
    fileprivate func view(_ name: String) -> (type: LuaAnyType, offset: Int)? {
        guard let number = number(ofField: name), case .view(let type, let offset?) = readers[number] else {
            return nil
        }
        return (type, offset)
    }

    /// The field that Lua finds under a name: a method comes before it.
    private func number(ofField name: String) -> Int? {
        description.methods.contains { $0.name == name }
            ? nil : description.fields.lastIndex { $0.name == name }
    }
}

extension LuaFunction {
    /// The function as it is called with the fields that it is sure to read of its first argument; nil where it reads
    /// none so, or is not Lua's own.
    ///
    /// - Returns: It, and what it is given.
    func replacingReads(
        of type: LuaAnyType
    ) throws(LuaError) -> (function: LuaFunction, given: ScalarReplacement)? {
        let core = reference.lease.core
        guard var dump = try compiled.flatMap({ try? LuaDump($0) }),
            let replacement = ScalarReplacement(of: dump.function, reading: type)
        else { return nil }
        dump.function = replacement.function
        let replaced = try core.withValues([.string(LuaString(bytes: dump.bytes))]) {
            (values) throws(LuaError) -> LuaValue in
            try core.perform(clua_op_replace) {
                $0.target = core.target(reference, CLUA_FUNCTION)
                $0.value = values[0]
            } read: { (operation) throws(LuaError) -> LuaValue in
                core.first(operation)
            }
        }
        return replaced.function.map { ($0, replacement) }
    }
}
