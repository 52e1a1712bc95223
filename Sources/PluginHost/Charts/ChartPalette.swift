/// The colours of charts: those of one list differ in lightness, so that they are told apart in grey print and
/// with any kind of colour blindness.
enum ChartPalette {
    /// Text, axes and outlines.
    static let ink = "#1d2733"
    /// Labels of axes: 5.9 to 1 on white.
    static let quiet = "#5b6775"
    static let grid = "#d5dbe2"
    /// Lines on white: each at least 3 to 1 against it.
    static let lines = ["#1d3557", "#a63a2b", "#2a8fa0", "#111111"]
    /// Dashes of the lines, beside their colours.
    static let dashes = ["", "7 3", "2 3", "10 3 2 3"]
    /// Filled areas, which have an outline in ink.
    static let areas = ["#1d3557", "#e9a23b", "#a63a2b", "#2a8fa0", "#dbe1e8"]
    /// From none to much.
    static let shades = ["#eef1f4", "#c3d3e0", "#8fb3cc", "#4d86ac", "#1d4e79"]
    /// What is written on a shade.
    static let onShades = [ink, ink, ink, "#ffffff", "#ffffff"]
}
