import Lua
import Mustache

/// One filling of a template: gives Mustache the values of Lua that it asks for, and keeps what went wrong.
final class TemplateFilling {
    /// What a name of the template stands for cannot be shown.
    private(set) var problem: (name: String, message: String)?
    private let state: LuaState

    init(state: LuaState) {
        self.state = state
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
                let text = String(decoding: try state.text(of: value).bytes, as: UTF8.self)
                guard let object = value.object else { return text }
                return TemplateObject(
                    object: object, names: Set((object.typeDescription?.fields ?? []).map(\.name)),
                    renderText: text,
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

    var isNull: Bool { false }
}
