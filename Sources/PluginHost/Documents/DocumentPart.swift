/// A report as a tree, before it is written in a format: what it says, not how it looks.
struct ReportDocument {
    /// What stands under the title and at the end, for people: the day, the plugin, how many students.
    struct Facts {
        let title: String
        /// The day as YYYY-MM-DD.
        let asOf: String
        let plugin: String
        let version: String
        let studentCount: Int
    }

    let facts: Facts
    let parts: [DocumentPart]
}

/// A part of a report.
indirect enum DocumentPart {
    case heading(String)
    case paragraph(DocumentText)
    case list([DocumentText])
    /// Names and values, as in the head of a form.
    case facts([(name: String, value: DocumentCell)])
    case table(DocumentTable)
    case chart(Chart)
    case section(DocumentSection)
    /// Room to write by hand: a label, and so many lines.
    case lines(label: String, count: Int)
    /// Text in the report's own format, as it is.
    case raw([UInt8])
}

/// A part with a title of its own that holds others.
struct DocumentSection {
    enum Width: String, CaseIterable {
        /// Over the whole page.
        case full
        /// Beside another one, where the page is wide enough.
        case half
    }

    let title: String
    /// A line under the title; empty for none.
    let note: String
    let width: Width
    /// Whether it begins a page of its own on paper.
    let isPage: Bool
    let parts: [DocumentPart]
}

/// A text with, perhaps, something that leads it in, and a tone.
struct DocumentText {
    /// Set off from the text, such as `Goal:`; empty for none.
    let lead: String
    let text: String
    let tone: DocumentTone

    init(lead: String = "", _ text: String, tone: DocumentTone = .plain) {
        self.lead = lead
        self.text = text
        self.tone = tone
    }
}

/// How a text is meant; never told by colour alone.
enum DocumentTone: String, CaseIterable {
    case plain, good, alert, quiet
}
