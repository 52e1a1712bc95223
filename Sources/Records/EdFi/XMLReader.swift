import CExpat

/// Why an XML file cannot be read on.
struct XMLProblem: Error {
    /// The line, from 1; nil for the file as a whole.
    let line: Int?
    let reason: String
}

/// Reads an XML file record by record through the system's expat: one record is in memory at a time.
///
/// A document type declaration is refused, and with it every entity that it could define: neither a file
/// beside nor one that is made to grow without end gets in.
final class XMLReader {
    private let builder = XMLRecordBuilder()
    private let parser: XML_Parser
    private var take: ((XMLRecord) throws -> Void)?
    private var begin: ((String) throws -> Void)?
    // Nothing is thrown through the parser's C: what goes wrong is kept, and thrown when it has returned.
    private var failure: (any Error)?

    init() throws {
        guard let parser = XML_ParserCreate(nil) else {
            throw XMLProblem(line: nil, reason: "cannot be parsed: there is no memory")
        }
        self.parser = parser
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// Reads to the end.
    ///
    /// - Parameters:
    ///   - begin: Takes the name of the root when it comes.
    ///   - take: Takes each element directly below the root.
    /// - Throws: ``XMLProblem``, and what `begin` and `take` throw.
    func read(
        _ source: any ByteSource, begin: (String) throws -> Void, take: (XMLRecord) throws -> Void
    ) throws {
        try withoutActuallyEscaping(begin) { begin in
            try withoutActuallyEscaping(take) { take in
                self.begin = begin
                self.take = take
                defer { (self.begin, self.take) = (nil, nil) }
                try parse(source)
            }
        }
    }

    private func parse(_ source: any ByteSource) throws {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLReader.of(data)?.stop("has a document type declaration, which Ed-Fi files do not have")
        }
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                if let name { XMLReader.of(data)?.beginElement(String(cString: name), attributes) }
            },
            { data, _ in XMLReader.of(data)?.endElement() })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                XMLReader.of(data)?.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        let size = 1 << 16
        var isFinal = false
        while !isFinal {
            guard let buffer = XML_GetBuffer(parser, Int32(size)) else {
                throw XMLProblem(line: nil, reason: "cannot be parsed: there is no memory")
            }
            let count = try source.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
            isFinal = count == 0
            let status = XML_ParseBuffer(parser, Int32(count), isFinal ? 1 : 0)
            if let failure { throw failure }
            guard status == XML_STATUS_OK else {
                let code = XML_GetErrorCode(parser)
                let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
                throw XMLProblem(
                    line: line,
                    reason:
                        "is not well-formed XML at column \(XML_GetCurrentColumnNumber(parser) + 1): \(reason)"
                )
            }
        }
    }

    private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
        data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ reason: String) { stop(XMLProblem(line: line, reason: reason)) }

    private func stop(_ error: any Error) {
        if failure == nil { failure = error }
        XML_StopParser(parser, XML_Bool(0))
    }

    private func beginElement(
        _ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard failure == nil else { return }
        var (id, ref) = ("", "")
        var place = 0
        while let attributes, let key = attributes[place], let value = attributes[place + 1] {
            switch String(cString: key) {
            case "id": id = String(cString: value)
            case "ref": ref = String(cString: value)
            default: break
            }
            place += 2
        }
        let isRoot = builder.root == nil
        if let wrong = builder.begin(name, id: id, ref: ref, line: line) { return stop(wrong) }
        guard isRoot, let root = builder.root else { return }
        do { try begin?(root) } catch { stop(error) }
    }

    private func text(_ part: UnsafeBufferPointer<UInt8>) {
        if failure == nil, let wrong = builder.text(part) { stop(wrong) }
    }

    private func endElement() {
        guard failure == nil, let record = builder.end() else { return }
        do { try take?(record) } catch { stop(error) }
    }
}
