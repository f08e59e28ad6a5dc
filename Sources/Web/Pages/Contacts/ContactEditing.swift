import CallRules
import HTTPTypes
import Store

/// The page on which the card of a client or a lead is filled in.
struct ContactEditing {
    let title: String
    /// Where one goes without saving.
    let way: PageRoute
    /// When what it was filled in from was saved; nil: it is new.
    let version: Instant?
    let labels: [String: LocalizedText]
    let visitor: Visitor
    /// The fields, with what is wrong with them.
    let fields: ([FieldProblem]) -> HTML

    func answer() -> Answer { answer([], version: version, isOvertaken: false, .ok) }

    /// What was typed once more, with what is wrong.
    ///
    /// - Parameters:
    ///   - seen: what the form said it was filled in from.
    ///   - differences: what somebody else saved meanwhile.
    func answer(_ failure: ContactCardError, seen: Instant?, differences: [FieldProblem]) -> Answer
    {
        switch failure {
        case .refused(let problems):
            answer(problems, version: seen, isOvertaken: false, failure.status)
        case .overtaken:
            answer(differences, version: version, isOvertaken: true, failure.status)
        }
    }

    /// What a form says it was filled in from; nothing saved is as old as a form that does not say it.
    static func seen(_ form: Form) -> Instant {
        Instant(milliseconds: form["version"].flatMap { Int64($0) } ?? 0)
    }

    private func answer(
        _ problems: [FieldProblem], version: Instant?, isOvertaken: Bool,
        _ status: HTTPResponse.Status
    ) -> Answer {
        PageLayout(
            title: title,
            content: EditForm(
                route: visitor.route, way: way, version: version?.milliseconds,
                problems: problems, isOvertaken: isOvertaken, labels: labels, visitor: visitor,
                fields: fields(problems)
            ).html
        ).answer(for: visitor, status)
    }
}

extension Pages {
    func showForm<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let card: Card = try card(id)
            return try editing(Card.Row.Typed(card.row.details), of: card.row, visit).answer()
        }
    }

    /// Saves the card, unless somebody else, or a rule, saved it since it was shown.
    func save<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let typed = Card.Row.Typed(visit.form)
            let seen = ContactEditing.seen(visit.form)
            let outcome = try Card.Row.update(
                Card.Row.ID(id), expecting: seen, by: visit.author(), at: visit.now, in: store
            ) { typed.put(into: &$0) }
            return try ContactsFlash.saved.answer(
                outcome, at: { Card.Row.page($0.id.value) }
            ) { failure in
                let saved: Card = try card(id)
                let names = try names(visit)
                let now = Card.Row.Typed(saved.row.details).shown(names)
                return try editing(typed, of: saved.row, visit).answer(
                    failure, seen: seen,
                    differences: SavedMeanwhile.problems(typed.shown(names), now, visit.localize))
            }
        }
    }

    /// What came of adding a card: one stands before it, or sees the form again.
    func added<Row: ContactRow>(
        _ outcome: SaveOutcome<Row>, _ typed: Row.Typed, _ visit: PageVisit
    ) throws -> Answer {
        try ContactsFlash.added.answer(outcome, at: { Row.page($0.id.value) }) { failure in
            try editing(typed, of: nil as Row?, visit)
                .answer(failure, seen: nil, differences: [])
        }
    }

    /// - Parameter row: nil: it is new.
    func editing<Row: ContactRow>(
        _ typed: Row.Typed, of row: Row?, _ visit: PageVisit
    ) throws -> ContactEditing {
        let choices = try store.settingChoices(at: visit.now)
        return ContactEditing(
            title: row?.shownName ?? visit.localize(Row.newTitle),
            way: row.map { Row.page($0.id.value) } ?? Row.list, version: row?.updatedAt,
            labels: Row.Typed.labels, visitor: visit.visitor,
            fields: { typed.fields($0, choices, visit.localize) })
    }
}
