/// Where something lies, as text in degrees: on a grid of streets that no map has.
struct Place {
    let latitude: String
    let longitude: String

    /// A place so many steps, of about a kilometre each, north and east of the middle.
    init(north: Int, east: Int) {
        latitude = Self.degrees(44_600 + 9 * north)
        longitude = "-" + Self.degrees(84_700 - 12 * east)
    }

    /// A school's place by its number.
    init(school number: Int) {
        self.init(north: 3 * (number % 3), east: 4 * (number / 3) + 2 * (number % 2))
    }

    /// Thousandths of a degree with three decimals.
    private static func degrees(_ thousandths: Int) -> String {
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
    }
}
