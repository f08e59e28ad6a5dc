import CallRules
import Store

/// What stands beside the card of a client or a lead: attached calls, when it was made and changed, the
/// way to the CRM, and what only administrators may do.
struct CardAside {
    let attachments: [CallAttachment]
    let createdAt: Instant
    let updatedAt: Instant
    let externalID: String?
    /// Nil: the gateway was not told where the card is.
    let cardInCRM: String?
    let visitor: Visitor
    let merge: PageRoute
    let deletion: PageRoute
    let deletionWords: Sentence

    private var say: Voice { visitor.voice }

    var html: HTML {
        """
        \(attached)<section class="panel"><dl class="facts">
        <dt>\(say(Words.added))</dt><dd>\(say.time(createdAt))</dd>
        <dt>\(say(Words.changed))</dt><dd>\(say.time(updatedAt))</dd>
        <dt>\(say(Words.externalID))</dt><dd>\(externalID ?? "–")</dd>
        </dl>\(cardInCRM.map { "<p><a href=\"\($0)\">\(say(Words.inCRM))</a></p>" as HTML })</section>
        \(visitor.isAdmin ? ofAdministrators : nil)
        """
    }

    private var attached: HTML? {
        AttachmentNotes(attachments: attachments, visitor: visitor).html.map {
            "<section class=\"panel\"><h2>\(say(Words.attached))</h2>\($0)</section>"
        }
    }

    private var ofAdministrators: HTML {
        """
        <p><a href="\(merge.path)">\(say(Words.merge))</a><br>
        <a href="\(deletion.path)">\(say(deletionWords))</a></p>
        """
    }

    private enum Words {
        static let attached = Sentence(uk: "Додані дзвінки", en: "Attached calls")
        static let added = Sentence(uk: "Додано", en: "Added")
        static let changed = Sentence(uk: "Змінено", en: "Changed")
        static let externalID = Sentence(uk: "Зовнішній ID", en: "External ID")
        static let inCRM = Sentence(uk: "Картка в CRM", en: "Card in the CRM")
        static let merge = Sentence(
            uk: "Об’єднати з іншою карткою", en: "Merge with another card")
    }
}
