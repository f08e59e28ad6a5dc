import CallRules
import Phonet
import Store

/// Reads one window of Phonet's history, page by page, until nothing in it is unread.
///
/// Records that come or go while pages are read move the others past the offset. So pages overlap, and
/// a window is read again when its list turned out longer than what was seen of it.
struct WindowReading {
    static let pageSize = 50
    /// Less than a page: records that went away move at most ten unread ones behind the offset.
    static let step = 40
    static let mostPages = 200
    static let mostPasses = 5
    /// So many full pages without anything new mean that Phonet gives the same page again and again.
    static let mostRepeatedPages = 2

    let history: PhonetHistory
    let window: TimeWindow

    /// What is to be done after a page.
    enum Next {
        case goOn, stop
    }

    /// How the reading ended.
    enum Ending: Hashable {
        case complete
        case stopped
        /// More pages than one window should have.
        case tooLong
        case failed(PhonetError)
    }

    /// - Parameter take: gets each page as it comes.
    func read(
        _ take: ([Message]) throws(StoreError) -> Next
    ) throws(StoreError) -> Ending {
        var seen: Set<String> = []
        for pass in 1...WindowReading.mostPasses {
            let seenBefore = seen.count
            switch try readOnce(&seen, isFirst: pass == 1, take) {
            case .ended(let ending): return ending
            case .list(let length):
                let foundNothing = pass > 1 && seen.count == seenBefore
                if seen.count >= length || foundNothing { return .complete }
            }
        }
        // Whatever comes faster than it is read belongs to the next comparison.
        return .complete
    }

    private enum Pass {
        /// The list's length at its last page.
        case list(Int)
        case ended(Ending)
    }

    private func readOnce(
        _ seen: inout Set<String>, isFirst: Bool, _ take: ([Message]) throws(StoreError) -> Next
    ) throws(StoreError) -> Pass {
        var (offset, repeated) = (0, 0)
        for _ in 1...WindowReading.mostPages {
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
            if repeated == WindowReading.mostRepeatedPages {
                return .ended(.failed(.unexpectedAnswer))
            }
            offset += WindowReading.step
        }
        return .ended(.tooLong)
    }
}
