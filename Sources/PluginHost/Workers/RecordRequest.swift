import Engagement

/// What a script asks to have recorded about a student, or a mentor's event.
package struct RecordRequest: Sendable, Hashable {
    /// The kind of record: `contact`, `observation`, `intervention`, `goal`, `strength`, `linkage`,
    /// `event`; `undo` takes the last entry back.
    package let kind: String
    /// The student's id; empty for `event` and `undo`.
    package let student: String
    /// The record's columns as text, by the names of its file.
    package let fields: [String: String]
    /// The students who were at an event: ids, or names that only one student has.
    package let students: [String]

    /// Puts the request into a message.
    func write(to writer: inout ByteWriter) {
        writer.write(kind)
        writer.write(student)
        writer.write(fields.sorted { $0.key < $1.key }) { writer, field in
            writer.write(field.key)
            writer.write(field.value)
        }
        writer.write(students) { writer, student in writer.write(student) }
    }

    init(kind: String, student: String, fields: [String: String], students: [String] = []) {
        self.kind = kind
        self.student = student
        self.fields = fields
        self.students = students
    }

    /// The request in a message.
    init(from reader: inout ByteReader) throws(ByteReader.Mismatch) {
        kind = try reader.string()
        student = try reader.string()
        let pairs = try reader.list { (reader) throws(ByteReader.Mismatch) in
            (try reader.string(), try reader.string())
        }
        fields = Dictionary(pairs) { $1 }
        students = try reader.list { (reader) throws(ByteReader.Mismatch) in try reader.string() }
    }
}

/// What came of a ``RecordRequest``.
package enum RecordAnswer: Sendable, Hashable {
    /// It is on record; with what is said of it to people.
    case recorded(String)
    /// It is not, and why.
    case refused(String)
}
