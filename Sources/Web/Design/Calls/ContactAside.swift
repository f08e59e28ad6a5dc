import CallRules
import Store

/// The column beside a contact card: attached calls, when the contact was created and changed, the
/// link to the CRM, and merging and deletion for those who may.
struct ContactAside {
    let attachments: [CallAttachment]
    /// Merges into the contact that can be undone.
    let merges: [MergeRow]
    let createdAt: Instant
    let updatedAt: Instant
    let externalID: String?
    /// The link to the contact in the CRM; nil when no template is set.
    let cardInCRM: String?
    let visitor: Visitor
    let merge: PageRoute
    let deletion: PageRoute
    let deletionWords: LocalizedText

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        \(MergeNotes(merges: merges, visitor: visitor).html)\(attached)<section class="panel"><dl class="facts">
        <dt>\(localize(CommonStrings.added))</dt><dd>\(localize.time(createdAt))</dd>
        <dt>\(localize(CommonStrings.changed))</dt><dd>\(localize.time(updatedAt))</dd>
        <dt>\(localize(CommonStrings.externalId))</dt><dd>\(externalID ?? "–")</dd>
        </dl>\(cardInCRM.map { "<p><a href=\"\($0)\">\(localize(Strings.inCRM))</a></p>" as HTML })</section>
        \(actions)
        """
    }

    private var attached: HTML? {
        AttachmentNotes(attachments: attachments, visitor: visitor).html.map {
            "<section class=\"panel\"><h2>\(localize(Strings.attached))</h2>\($0)</section>"
        }
    }

    private var actions: HTML? {
        let links: [HTML] = [
            visitor.isAdmin ? "<a href=\"\(merge.path)\">\(localize(Strings.merge))</a>" : nil,
            visitor.may(.delete)
                ? "<a href=\"\(deletion.path)\">\(localize(deletionWords))</a>" : nil,
        ].compactMap(\.self)
        return links.isEmpty ? nil : "<p>\(links.map { "\($0)<br>" as HTML })</p>"
    }

    private enum Strings {
        static let attached = LocalizedText(uk: "Додані дзвінки", en: "Attached calls")
        static let inCRM = LocalizedText(uk: "Картка в CRM", en: "Card in the CRM")
        static let merge = LocalizedText(
            uk: "Об’єднати з іншою карткою", en: "Merge with another card")
    }
}
