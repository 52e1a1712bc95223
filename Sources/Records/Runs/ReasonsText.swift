import Foundation

/// The reasons of a result as they are kept: a JSON array of texts.
///
/// Written and read for every student of every run, so that the usual case costs no coder of JSON.
enum ReasonsText {
    /// The array.
    static func text(of reasons: [String]) -> String {
        var json: [UInt8] = []
        for var reason in reasons { reason.withUTF8 { add(UnsafeRawBufferPointer($0), to: &json) } }
        finish(&json)
        return String(decoding: json, as: UTF8.self)
    }

    /// Adds a reason, as UTF-8, to an array that begins with it or goes on.
    static func add(_ reason: UnsafeRawBufferPointer, to json: inout [UInt8]) {
        json.append(json.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        json.append(UInt8(ascii: "\""))
        if reason.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in reason {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    json += [UInt8(ascii: "\\"), byte]
                case ..<0x20:
                    let digits = Array("0123456789abcdef".utf8)
                    json += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                default: json.append(byte)
                }
            }
        } else {
            json.append(contentsOf: reason)
        }
        json.append(UInt8(ascii: "\""))
    }

    /// Ends the array.
    static func finish(_ json: inout [UInt8]) {
        if json.isEmpty { json.append(UInt8(ascii: "[")) }
        json.append(UInt8(ascii: "]"))
    }

    /// The reasons in an array.
    static func reasons(_ json: UnsafeBufferPointer<UInt8>) throws -> [String] {
        // Without an escape, every second part between quotes is a reason.
        guard !json.contains(UInt8(ascii: "\\")) else {
            return try JSONDecoder().decode([String].self, from: Data(json))
        }
        let parts = json.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).map { String(decoding: parts[$0], as: UTF8.self) }
    }
}
