import CallRules
import JSONText

/// One page of the company's call history (protocol 3.6).
package struct HistoryPage: Hashable, Sendable {
    /// Its records, `.record` each, in Phonet's order; the same call may come twice.
    package let messages: [Message]
    /// How many entries the answer had, also those that are no records of calls (pauses, oddities):
    /// what to move the offset by. Fewer than were asked for means that this was the last page.
    package let count: Int

    /// A page with these values.
    package init(messages: [Message], count: Int) {
        self.messages = messages
        self.count = count
    }
}

extension HistoryPage {
    /// The page an answer is.
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
