/// A session that comes out of a pipe or a file: values only are printed, and the first failure ends it.
struct PipedInput {
    let conversation: Conversation

    private static let name = "stdin"

    func run() throws {
        var chunk: [String] = []
        var number = 0
        while let line = readLine(strippingNewline: true) {
            number += 1
            chunk.append(line)
            switch try enter(chunk, endingAt: number) {
            case .incomplete: continue
            case .left: return
            case .failed(let page): throw Self.failure(page)
            case .done: chunk = []
            }
        }
        guard chunk.allSatisfy(\.isEmpty) else {
            throw Failure(
                .badData, "\(Self.name):\(number - chunk.count + 1): the chunk that begins here is unfinished"
            )
        }
    }

    private func enter(_ chunk: [String], endingAt number: Int) throws -> Conversation.Step {
        try conversation.enter(
            chunk.joined(separator: "\n"), name: Self.name, firstLine: number - chunk.count + 1)
    }

    private static func failure(_ page: FailurePage) -> Failure {
        let place = page.place.isEmpty ? "" : page.place + ": "
        return Failure(.badData, ([place + page.reason] + page.details).joined(separator: "\n"))
    }
}
