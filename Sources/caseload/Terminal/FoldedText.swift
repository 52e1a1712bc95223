extension String {
    /// The text in lines of at most `width` columns, broken at spaces, its own spaces kept; later lines begin
    /// with `indent`. A word longer than a line is broken.
    func folded(to width: Int, indent: String) -> [String] {
        var lines: [String] = []
        var rest = self
        while rest.displayWidth > width {
            var fitting = 0
            var taken = 0
            var atSpace: Int?
            for character in rest {
                taken += character.displayWidth
                // What is only indentation cannot stand alone.
                if character == " ", lines.isEmpty || fitting > indent.count { atSpace = fitting }
                if taken > width { break }
                fitting += 1
            }
            let leading = rest.prefix { $0 == " " }.count
            let end = atSpace.flatMap { $0 > leading ? $0 : nil } ?? Swift.max(fitting, 1)
            lines.append(String(rest.prefix(end)))
            rest = indent + rest.dropFirst(end).drop { $0 == " " }
            if rest.count <= indent.count || indent.displayWidth >= width { break }
        }
        return rest.allSatisfy { $0 == " " } && !lines.isEmpty ? lines : lines + [rest]
    }

    /// The text with its tabs as spaces up to the next eighth column, as terminals show them.
    var withTabsExpanded: String {
        guard contains("\t") else { return self }
        var line = ""
        for part in split(separator: "\t", omittingEmptySubsequences: false) {
            if !line.isEmpty || part.startIndex > startIndex {
                line += String(repeating: " ", count: 8 - line.displayWidth % 8)
            }
            line += part
        }
        return line
    }
}
