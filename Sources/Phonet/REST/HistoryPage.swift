import CallRules
import JSONText

/// One page of the company's call history (protocol 3.6).
package struct HistoryPage: Hashable, Sendable {
    /// The CDRs of the page, each a `.record`, in Phonet's order; the same call may come twice.
    package let messages: [Message]
    /// The number of entries in the answer, including those that are not CDRs, such as pauses. The
    /// next offset is larger by this number. Fewer than the limit: this was the last page.
    package let count: Int

    /// Makes a page of these values.
    package init(messages: [Message], count: Int) {
        self.messages = messages
        self.count = count
    }
}

extension HistoryPage {
    /// Reads the page in an answer.
    static func read(_ answer: JSON) -> Result<HistoryPage, PhonetError> {
        Listing.items(answer, named: "calls").map { items in
            HistoryPage(messages: items.compactMap(record), count: items.count)
        }
    }

    private static func record(_ item: JSON) -> Message? {
        guard Classification.isRecord(item) else { return nil }
        let message = CDRMessage.message(item)
        guard case .record = message else { return nil }
        return message
    }
}
