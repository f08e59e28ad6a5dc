import CallRules
import Store

extension Pages {
    /// Asks for confirmation and shows the name.
    func confirmDeletion<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let card: Card = try card(id, visit)
            return ContactDeletionView(
                name: card.row.shownName,
                consequence: visit.localize(card.deletion(visit.localize)),
                card: Card.Row.page(id), visitor: visit.visitor
            ).answer()
        }
    }

    func delete<Row: ContactRow>(_ kind: Row.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            switch try Row.delete(Row.ID(id), by: visit.author(), at: visit.now, in: store) {
            case .deleted: return ContactsFlash.deleted.answer(at: Row.list)
            case .missing, .inUse, .stale: throw PageRefusal.missing
            }
        }
    }
}

/// Asks for confirmation before a client or a lead is deleted, and shows the name.
struct ContactDeletionView {
    let name: String
    /// The effect of the deletion on the calls.
    let consequence: String
    /// The target of "keep".
    let card: PageRoute
    let visitor: Visitor

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(Strings.title(name)),
            content: """
                <p class="lead">\(consequence)</p>
                <form class="buttons" method="post" action="\(visitor.route.path)">
                \(FormGuard(visitor).html)<button class="danger">\(localize(CommonStrings.delete))</button>
                <a class="button" href="\(card.path)">\(localize(CommonStrings.keep))</a></form>
                """
        ).answer(for: visitor)
    }

    private enum Strings {
        static func title(_ name: String) -> LocalizedText {
            LocalizedText(uk: "Видалити «\(name)»?", en: "Delete “\(name)”?")
        }
    }
}
