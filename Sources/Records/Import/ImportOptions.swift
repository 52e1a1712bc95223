public import Engagement

/// How files are let into the database.
public struct ImportOptions: Sendable {
    /// Names for files with other headers and codes; nil where the files are named as documented.
    public var mapping: Mapping?
    /// Says what the rows of the files are; nil where they are files that are known.
    public var conversion: RowConversion?
    /// Lets the good rows in where others are refused; otherwise one refused row refuses the call.
    public var keepGoodRows: Bool
    /// Does everything but keep it: the summary is that of a real import.
    public var dryRun: Bool
    /// Allows that more than a tenth of what a whole file should still have is ended.
    public var allowRemovals: Bool
    /// The day on which students missing from a whole roster are ended; nil means today (UTC).
    public var today: CalendarDate?

    /// Stops an import: with so many refused rows, it is the wrong file.
    public static let refusedLimit = 1_000_000

    /// Options; the defaults let in all rows or none.
    public init(
        mapping: Mapping? = nil, conversion: RowConversion? = nil, keepGoodRows: Bool = false,
        dryRun: Bool = false,
        allowRemovals: Bool = false, today: CalendarDate? = nil
    ) {
        self.mapping = mapping
        self.conversion = conversion
        self.keepGoodRows = keepGoodRows
        self.dryRun = dryRun
        self.allowRemovals = allowRemovals
        self.today = today
    }
}
