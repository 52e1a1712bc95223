/// A drawing as text, element by element. Coordinates are in pixels at the drawing's own size.
struct SVGText {
    static let font = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
    private(set) var body = ""

    /// An attribute's value or a text: escaped.
    private static func escaped(_ text: String) -> String { HTMLText.escape(text) }

    /// A coordinate with one digit behind the point at most.
    static func number(_ value: Double) -> String { DecimalText.text((value * 10).rounded() / 10) }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, width: Double = 1,
        dashes: String = ""
    ) {
        let (a, b, c, d) = (Self.number(x1), Self.number(y1), Self.number(x2), Self.number(y2))
        body += "<line x1=\"\(a)\" y1=\"\(b)\" x2=\"\(c)\" y2=\"\(d)\" stroke=\"\(stroke)\""
        if width != 1 { body += " stroke-width=\"\(Self.number(width))\"" }
        if !dashes.isEmpty { body += " stroke-dasharray=\"\(dashes)\"" }
        body += "/>"
    }

    mutating func rectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, stroke: String = "",
        strokeWidth: Double = 1, tip: String = ""
    ) {
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\""
        body += " height=\"\(Self.number(max(0, height)))\" fill=\"\(fill)\""
        if !stroke.isEmpty { body += " stroke=\"\(stroke)\"" }
        if !stroke.isEmpty, strokeWidth != 1 { body += " stroke-width=\"\(Self.number(strokeWidth))\"" }
        body += tip.isEmpty ? "/>" : "><title>\(Self.escaped(tip))</title></rect>"
    }

    mutating func polyline(
        _ points: [(x: Double, y: Double)], stroke: String, width: Double, dashes: String = ""
    ) {
        let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        body += "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(stroke)\""
        body += " stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\""
        if !dashes.isEmpty { body += " stroke-dasharray=\"\(dashes)\"" }
        body += "/>"
    }

    /// A point of a line: a circle, a square, a triangle or a diamond, by the line's number.
    mutating func point(
        _ x: Double, _ y: Double, shape: Int, radius: Double = 3, colour: String, isHollow: Bool = false,
        tip: String = ""
    ) {
        func at(_ dx: Double, _ dy: Double) -> String {
            "\(Self.number(x + dx * radius)) \(Self.number(y + dy * radius))"
        }
        let path =
            switch shape % 4 {
            case 1: "M\(at(-1, -1))L\(at(1, -1))L\(at(1, 1))L\(at(-1, 1))Z"
            case 2: "M\(at(0, -1.3))L\(at(1.2, 1))L\(at(-1.2, 1))Z"
            case 3: "M\(at(0, -1.4))L\(at(1.4, 0))L\(at(0, 1.4))L\(at(-1.4, 0))Z"
            default:
                "M\(at(-1, 0))A\(Self.number(radius)) \(Self.number(radius)) 0 1 1 \(at(1, 0))"
                    + "A\(Self.number(radius)) \(Self.number(radius)) 0 1 1 \(at(-1, 0))Z"
            }
        body += "<path d=\"\(path)\" fill=\"\(isHollow ? "#fff" : colour)\" stroke=\"\(colour)\""
        if isHollow { body += " stroke-width=\"2\"" }
        body += tip.isEmpty ? "/>" : "><title>\(Self.escaped(tip))</title></path>"
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Double = 12, colour: String = ChartPalette.quiet,
        anchor: String = "start", isBold: Bool = false
    ) {
        body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\""
        body += " fill=\"\(colour)\""
        if anchor != "start" { body += " text-anchor=\"\(anchor)\"" }
        if isBold { body += " font-weight=\"600\"" }
        body += ">\(Self.escaped(text))</text>"
    }

    /// The whole element, with what it shows in words.
    func element(
        width: Double, height: Double, title: String, alternative: String, className: String = "chart"
    )
        -> String
    {
        let words = title.isEmpty ? alternative : "\(title). \(alternative)"
        return "<svg class=\"\(className)\" role=\"img\" aria-label=\"\(Self.escaped(words))\""
            + " viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
            + " font-family=\"\(Self.font)\"><title>\(Self.escaped(title))</title>"
            + "<desc>\(Self.escaped(alternative))</desc>\(body)</svg>"
    }

    /// About how wide a text is: there is no font here to measure it by.
    static func width(of text: String, size: Double = 12) -> Double {
        // No drawing is as wide as two hundred signs, and a name may be a megabyte long.
        text.unicodeScalars.prefix(200).reduce(0) { $0 + ($1.value > 0x2E80 ? size : size * 0.56) }
    }

    /// The text cut to about a width, with an ellipsis where something is left out.
    static func cut(_ text: String, to width: Double, size: Double = 12) -> String {
        if Self.width(of: text, size: size) <= width { return text }
        var room = width
        var result = ""
        for character in text {
            room -= Self.width(of: String(character), size: size)
            if room < size * 0.56 { return result + "…" }
            result.append(character)
        }
        return result
    }
}
