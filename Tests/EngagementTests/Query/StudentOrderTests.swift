import Engagement
import Testing

@Suite struct StudentOrderTests {
    private let district = QueriedDistrict()

    @Test(
        arguments: [
            ("id", [0, 1, 2, 3]), ("-id", [3, 2, 1, 0]), ("grade", [2, 0, 1, 3]), ("-grade", [1, 0, 2, 3]),
            ("attendance.rate", [0, 1, 2, 3]), ("-attendance.rate", [1, 2, 0, 3]),
            ("school,-id", [2, 0, 1, 3]),
            (" school , id ", [0, 2, 1, 3]), ("name", [0, 1, 2, 3]), ("-score", [0, 1, 2, 3]),
            ("autonomy", [2, 0, 1, 3]),
        ] as [(String, [Int])])
    func putsStudentsInOrderThoseWithoutAValueLast(order: String, rows: [Int]) throws {
        #expect(try StudentOrder(order, fields: district.fields).sort([0, 1, 2, 3]) == rows)
    }

    @Test func keepsToTheRowsItIsGiven() throws {
        #expect(try StudentOrder("grade", fields: district.fields).sort([3, 1]) == [1, 3])
    }

    @Test(arguments: ["", "grade,", "garde", "--grade"])
    func aNameThatIsNoneIsAnError(order: String) {
        #expect(throws: FieldError.self) { try StudentOrder(order, fields: district.fields) }
    }
}
