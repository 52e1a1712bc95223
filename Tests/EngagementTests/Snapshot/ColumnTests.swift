import Engagement
import Testing

@Suite struct ColumnTests {
    @Test func holdsACopyOfItsElements() {
        var elements = [3.5, .nan, -1]
        let column = Column(elements)
        elements[0] = 0
        #expect(column.count == 3)
        #expect(column[0] == 3.5)
        #expect(column[1].isNaN)
        #expect(Array(column.dropFirst(2)) == [-1])
    }

    @Test func outlivesThePlaceItWasMadeIn() {
        func make() -> Column<Int32> { Column((0..<1000).map { Int32($0) }) }
        let slice = make()[990..<1000]
        #expect(slice.reduce(0, +) == 9945)
    }

    @Test func isReadThroughItsAddress() throws {
        let column = Column([1, 2, 3] as [UInt16])
        let address = try #require(column.baseAddress)
        withExtendedLifetime(column) { #expect(address[2] == 3) }
        #expect(column.withUnsafeBytes { $0.count } == 6)
    }

    @Test func canBeEmpty() {
        let column = Column([] as [Double])
        #expect(column.isEmpty)
        #expect(column.baseAddress == nil)
        #expect(column.withUnsafeBytes { $0.count } == 0)
    }
}
