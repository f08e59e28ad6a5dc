import CallRules
import Store

extension Pages {
    /// Asks once, by name.
    func confirmDeletion<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let card: Card = try card(id)
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
            case .missing, .inUse: throw PageRefusal.missing
            }
        }
    }
}

/// Asks once, by name, before a client or a lead is deleted.
struct ContactDeletionView {
    let name: String
    /// What stays, and what does not.
    let consequence: String
    /// Where one goes who keeps them.
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
