/// One element of an XML file with all that is in it.
final class XMLRecord {
    /// The name without a prefix.
    let name: String
    /// The line on which it begins, from 1.
    let line: Int
    /// `id` and `ref`, with which records of one file name one another; empty where it has none.
    let id: String
    let ref: String
    /// The text directly in it, without white space around it.
    fileprivate(set) var text = ""
    fileprivate(set) var children: [XMLRecord] = []
    fileprivate var bytes: [UInt8] = []

    init(name: String, line: Int, id: String = "", ref: String = "") {
        self.name = name
        self.line = line
        self.id = id
        self.ref = ref
    }

    /// The elements at a path of names below this one, in their order.
    func all(_ path: String) -> [XMLRecord] {
        path.split(separator: "/").reduce([self]) { found, name in
            found.flatMap { element in element.children.filter { $0.name == name } }
        }
    }

    /// The first element at a path of names below this one.
    func first(_ path: String) -> XMLRecord? { all(path).first }

    /// The text of the first element at a path; empty where there is none.
    func text(_ path: String) -> String { first(path)?.text ?? "" }

    /// The word of a descriptor at a path: of `uri://ed-fi.org/TermDescriptor#Fall Semester` what stands
    /// behind the `#`; the whole text where there is none.
    func descriptor(_ path: String) -> String { first(path)?.word ?? "" }

    /// The text as the word of a descriptor.
    var word: String {
        text.lastIndex(of: "#").map { String(text[text.index(after: $0)...]) } ?? text
    }

    /// The texts in it with their names, for people who look a refused record up.
    var fields: [String] {
        children.isEmpty ? ["\(name)=\(text.isEmpty ? ref : text)"] : children.flatMap(\.fields)
    }
}

extension XMLRecord {
    fileprivate func take(_ part: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: part) }

    fileprivate func add(_ child: XMLRecord) { children.append(child) }

    /// Makes the text of the bytes that have come.
    fileprivate func close() {
        bytes.withUnsafeBufferPointer { all in
            func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
            var (start, end) = (0, all.count)
            while start < end, isSpace(all[start]) { start += 1 }
            while end > start, isSpace(all[end - 1]) { end -= 1 }
            text = String(decoding: UnsafeBufferPointer(rebasing: all[start..<end]), as: UTF8.self)
        }
        bytes = []
    }
}

/// Builds records out of what the parser finds: an element directly below the root is one.
final class XMLRecordBuilder {
    private(set) var root: String?
    private var open: [XMLRecord] = []
    private var depth = 0
    private var size = 0

    /// Deeper nesting than this, and larger records than this many bytes, are no Ed-Fi.
    static let deepest = 64
    static let largest = 64 << 20

    /// - Returns: What is wrong; nil where nothing is.
    func begin(_ name: String, id: String, ref: String, line: Int) -> String? {
        let name = name.split(separator: ":").last.map(String.init) ?? name
        depth += 1
        guard depth <= Self.deepest else { return "elements are nested deeper than \(Self.deepest)" }
        size += name.utf8.count + 64
        guard size <= Self.largest else { return Self.tooLarge }
        if depth == 1 {
            root = name
        } else {
            open.append(XMLRecord(name: name, line: line, id: id, ref: ref))
        }
        return nil
    }

    func text(_ part: UnsafeBufferPointer<UInt8>) -> String? {
        size += part.count
        guard size <= Self.largest else { return Self.tooLarge }
        open.last?.take(part)
        return nil
    }

    /// - Returns: The record that has come to its end; nil inside of one.
    func end() -> XMLRecord? {
        depth -= 1
        guard let element = open.popLast() else { return nil }
        element.close()
        if let parent = open.last {
            parent.add(element)
            return nil
        }
        size = 0
        return element
    }

    private static let tooLarge = "a record is larger than \(largest >> 20) MiB"
}
