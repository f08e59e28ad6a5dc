import CallRules
import Phonet
import Store

/// Reads one window of Phonet's history, page by page, until every CDR in it is read.
///
/// CDRs that appear or disappear during the reading shift the others to other offsets. So pages overlap,
/// and a window is read again when Phonet's list is longer than the number of CDRs seen.
struct WindowReading {
    static let pageSize = 50
    /// Difference between two offsets. Ten less than a page: up to ten CDRs may disappear between
    /// two pages without an unread one being skipped.
    static let step = 40
    static let maxPages = 200
    static let maxPasses = 5
    /// After this many full pages without a new CDR, the reading fails: Phonet repeats a page.
    static let maxRepeatedPages = 2

    let history: PhonetHistory
    let window: TimeWindow

    /// What to do after a page.
    enum Next {
        case goOn, stop
    }

    /// How the reading ended.
    enum Ending: Hashable {
        case complete
        case stopped
        /// The window has more than `maxPages` pages.
        case tooLong
        case failed(PhonetError)
    }

    /// Reads the window.
    ///
    /// - Parameter take: receives the messages of each page; returns what to do next.
    /// - Throws: the error of `take`.
    func read(
        _ take: ([Message]) throws(StoreError) -> Next
    ) throws(StoreError) -> Ending {
        var seen: Set<String> = []
        for pass in 1...WindowReading.maxPasses {
            let seenBefore = seen.count
            switch try readOnce(&seen, isFirst: pass == 1, take) {
            case .ended(let ending): return ending
            case .list(let length):
                let foundNothing = pass > 1 && seen.count == seenBefore
                if seen.count >= length || foundNothing { return .complete }
            }
        }
        // CDRs that appear faster than they are read are left to the next reconciliation.
        return .complete
    }

    private enum Pass {
        /// The length of Phonet's list, known from its last page.
        case list(Int)
        case ended(Ending)
    }

    private func readOnce(
        _ seen: inout Set<String>, isFirst: Bool, _ take: ([Message]) throws(StoreError) -> Next
    ) throws(StoreError) -> Pass {
        var (offset, repeated) = (0, 0)
        for _ in 1...WindowReading.maxPages {
            let page: HistoryPage
            switch history.page(window.from, window.to, offset, WindowReading.pageSize) {
            case .success(let read): page = read
            case .failure(let failure): return .ended(.failed(failure))
            }
            let seenBefore = seen.count
            for case .record(let leg) in page.messages { seen.insert(leg.uuid) }
            if try take(page.messages) == .stop { return .ended(.stopped) }
            if page.count < WindowReading.pageSize { return .list(offset + page.count) }
            let isRepeated = isFirst && !page.messages.isEmpty && seen.count == seenBefore
            repeated = isRepeated ? repeated + 1 : 0
            if repeated == WindowReading.maxRepeatedPages {
                return .ended(.failed(.unexpectedAnswer))
            }
            offset += WindowReading.step
        }
        return .ended(.tooLong)
    }
}
