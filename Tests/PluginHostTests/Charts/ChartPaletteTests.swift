import Foundation
import Testing

@testable import PluginHost

/// The colours are told apart in grey print and by eyes without one kind of cone, and stand out where they must.
@Suite struct ChartPaletteTests {
    private struct Colour {
        /// Red, green and blue, linear, 0 to 1.
        let parts: [Double]

        init(_ text: String) {
            let value = Int(text.dropFirst(), radix: 16) ?? 0
            parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
        }

        init(parts: [Double]) { self.parts = parts }

        /// As WCAG defines it.
        var luminance: Double { 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] }
        /// L* of CIELAB, 0 to 100: what is left in grey print.
        var lightness: Double { 116 * cbrt(max(luminance, 0.008857)) - 16 }

        func contrast(_ other: Colour) -> Double {
            let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
            return (high + 0.05) / (low + 0.05)
        }

        /// As eyes see it that lack a kind of cone: matrices of Machado, Oliveira and Fernandes (2009).
        func seen(with rows: [[Double]]) -> Colour {
            Colour(parts: rows.map { row in min(1, max(0, zip(row, parts).map(*).reduce(0, +))) })
        }
    }

    private static let sights: [(name: String, rows: [[Double]])] = [
        ("protanopia", [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]),
        (
            "deuteranopia",
            [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]
        ),
        ("tritanopia", [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]),
    ]

    @Test(arguments: [ChartPalette.lines, ChartPalette.areas, ChartPalette.shades])
    func differInLightnessForEverybody(_ colours: [String]) {
        for (place, first) in colours.enumerated() {
            for second in colours[(place + 1)...] {
                #expect(abs(Colour(first).lightness - Colour(second).lightness) >= 10, "\(first) \(second)")
                for sight in Self.sights {
                    let seen = [first, second].map { Colour($0).seen(with: sight.rows).lightness }
                    #expect(abs(seen[0] - seen[1]) >= 8, "\(first) \(second), \(sight.name)")
                }
            }
        }
    }

    @Test func standOutFromPaper() {
        let white = Colour("#ffffff")
        for colour in ChartPalette.lines { #expect(Colour(colour).contrast(white) >= 3, "\(colour)") }
        for colour in [ChartPalette.ink, ChartPalette.quiet] {
            #expect(Colour(colour).contrast(white) >= 4.5, "\(colour)")
        }
        for (text, shade) in zip(ChartPalette.onShades, ChartPalette.shades) {
            #expect(Colour(text).contrast(Colour(shade)) >= 3.9, "\(text) on \(shade)")
        }
    }

    @Test func ofTheStyleSheetAreReadable() throws {
        let style = HTMLDocumentStyle.source
        for name in ["ink", "quiet", "alert", "good"] {
            let colour = try #require(
                style.firstMatch(of: try Regex("--\(name): (#[0-9a-f]{6})"))?[1].substring)
            #expect(Colour(String(colour)).contrast(Colour("#ffffff")) >= 4.5, "\(name)")
        }
    }
}
