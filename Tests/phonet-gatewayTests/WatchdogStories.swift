import Testing

@testable import FastCGI
@testable import phonet_gateway

@Suite("What the watchdog is content with")
struct WatchdogStories {
    /// What it says of one look after the other.
    private func verdicts(_ looks: [[UInt64]], writerAnswers: Bool = true) -> [Bool] {
        var watchdog = Watchdog()
        return looks.map {
            watchdog.isContent(WorkerProgress(numbers: $0), writerAnswers: writerAnswers)
        }
    }

    @Test("All workers in the same requests as before: no; one that went on: yes again")
    func stuck() {
        #expect(verdicts([[3, 5], [3, 5], [3, 5], [3, 7]]) == [true, false, false, true])
    }

    @Test("A worker that waits for work may wait for ever, whatever the others do")
    func idle() {
        #expect(verdicts([[3, 4], [3, 4], [3, 4]]) == [true, true, true])
    }

    @Test("With a writer that does not answer it is never content, however busy the workers")
    func writer() {
        #expect(verdicts([[1], [2], [3]], writerAnswers: false) == [false, false, false])
    }
}
