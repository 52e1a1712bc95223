import Lua
import Mustache

/// One filling of a template: gives Mustache the values of Lua that it asks for, and keeps what went wrong.
final class TemplateFilling {
    /// What a name of the template stands for cannot be shown.
    private(set) var problem: (name: String, message: String)?
    private let state: LuaState
    private let view: View

    init(state: LuaState, view: View) {
        self.state = state
        self.view = view
    }

    /// A value as Mustache takes it: a text, a truth, a list, a table; nil for nil.
    ///
    /// - Parameter name: By which name the template asks for it.
    func value(_ value: LuaValue, as name: String) -> Any? {
        switch value {
        case .nil: return nil
        case .boolean(let isTrue): return isTrue
        case .table(let table):
            do throws(LuaError) {
                let elements = table.count > 0 ? try table.array() : []
                if elements.isEmpty { return TemplateTable(table: table, name: name, filling: self) }
                return TemplateList(
                    elements: elements.map { self.value($0, as: name) ?? "" }, name: name, filling: self)
            } catch {
                fail(name, error.message)
                return nil
            }
        default:
            do throws(LuaError) {
                guard let object = value.object else {
                    return String(decoding: try state.text(of: value).bytes, as: UTF8.self)
                }
                if let records = object.value(as: view.records) {
                    let elements = try records.places.map { place throws(LuaError) in
                        self.value(.object(try records.source.object(place, in: state)), as: name) ?? ""
                    }
                    return TemplateList(elements: elements, name: name, filling: self)
                }
                if let list = object.value(as: view.texts) {
                    return TemplateList(elements: list.texts, name: name, filling: self)
                }
                if let values = view.namedValues(object) {
                    return TemplateValues(values: values, state: state, name: name, filling: self)
                }
                let type = object.typeDescription
                let names = (type?.fields ?? []).map(\.name)
                let isRecord = view.recordNames.contains(type?.name ?? "")
                return TemplateObject(
                    object: object, names: Set(names),
                    renderText: String(decoding: try state.text(of: value).bytes, as: UTF8.self),
                    isNull: isRecord ? try hasNone(of: type.map(view.writtenFields) ?? [], object) : false,
                    filling: self)
            } catch {
                fail(name, error.message)
                return nil
            }
        }
    }

    /// The text of a table, which has none: says so.
    func noText(of name: String) -> String {
        fail(name, "{{\(name)}} is a table; open it with {{#\(name)}}")
        return ""
    }

    /// Whether all of an object's fields are nil: its section is left out, as that of an empty table.
    private func hasNone(
        of fields: [LuaFieldDescription], _ object: LuaObject
    ) throws(LuaError) -> Bool {
        for field in fields {
            if try !object.get(field.name).isNil { return false }
        }
        return true
    }

    /// Notes what is wrong with a name's value; the first is told.
    func fail(_ name: String, _ message: String) {
        if problem == nil { problem = (name, message) }
    }
}

/// A table with names: what stands in a section, or behind a dot.
struct TemplateTable: MustacheParent, MustacheCustomRenderable {
    let table: LuaTable
    var name = ""
    let filling: TemplateFilling

    func child(named name: String) -> Any? {
        do throws(LuaError) {
            return filling.value(try table.rawGet(name), as: name)
        } catch {
            filling.fail(name, error.message)
            return nil
        }
    }

    var renderText: String { filling.noText(of: name) }

    /// An empty table is as good as none: its section is left out.
    var isNull: Bool { (try? table.pairs().isEmpty) ?? true }
}

/// Values under names of the view's: as a table with these names.
struct TemplateValues: MustacheParent, MustacheCustomRenderable {
    let values: NamedValues
    let state: LuaState
    let name: String
    let filling: TemplateFilling

    func child(named name: String) -> Any? {
        do throws(LuaError) {
            return filling.value(try values.value(.string(name), state), as: name)
        } catch {
            filling.fail(name, error.message)
            return nil
        }
    }

    var renderText: String { filling.noText(of: name) }

    var isNull: Bool { values.count == 0 }
}

/// A list: a section goes through it.
struct TemplateList: MustacheSequence, MustacheTransformable, MustacheCustomRenderable {
    let elements: [Any]
    let name: String
    let filling: TemplateFilling

    func makeIterator() -> IndexingIterator<[Any]> { elements.makeIterator() }

    func transform(_ name: String) -> Any? { elements.transform(name) }

    var renderText: String { filling.noText(of: name) }

    var isNull: Bool { elements.isEmpty }
}

/// A value of the view's, such as a goal or a date: a text, and what its fields say.
struct TemplateObject: MustacheParent, MustacheCustomRenderable {
    let object: LuaObject
    /// The fields that it has; any other name is looked for further out.
    let names: Set<String>
    let renderText: String
    let isNull: Bool
    let filling: TemplateFilling

    func child(named name: String) -> Any? {
        guard names.contains(name) else { return nil }
        do throws(LuaError) {
            return filling.value(try object.get(name), as: name)
        } catch {
            filling.fail(name, error.message)
            return nil
        }
    }
}
