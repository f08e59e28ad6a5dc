import CallRules
import HTTPTypes
import Store

/// The page with the form of a contact card.
struct ContactEditing {
    let title: String
    /// The target of "cancel".
    let way: PageRoute
    /// The `updatedAt` of the stored contact; nil: it is new.
    let version: Instant?
    let labels: [String: LocalizedText]
    let visitor: Visitor
    /// The fields with their problems.
    let fields: ([FieldProblem]) -> HTML

    func answer() -> Answer { answer([], version: version, isStale: false, .ok) }

    /// Shows the typed values again, with the problems.
    /// - Parameters:
    ///   - seen: the version the form was made of.
    ///   - differences: the fields that another save has changed since.
    func answer(_ failure: ContactCardError, seen: Instant?, differences: [FieldProblem]) -> Answer
    {
        switch failure {
        case .refused(let problems):
            answer(problems, version: seen, isStale: false, failure.status)
        case .stale:
            answer(differences, version: version, isStale: true, failure.status)
        }
    }

    /// Shows the typed values again with a question, which saving again answers.
    func asking(_ question: SharedNumberQuestion, seen: Instant?) -> Answer {
        answer([], version: seen, isStale: false, .conflict, question: question)
    }

    /// The version a form was made of; 1970 when the form has none, which equals no stored version.
    static func seen(_ form: Form) -> Instant {
        Instant(milliseconds: form["version"].flatMap { Int64($0) } ?? 0)
    }

    private func answer(
        _ problems: [FieldProblem], version: Instant?, isStale: Bool,
        _ status: HTTPResponse.Status, question: SharedNumberQuestion? = nil
    ) -> Answer {
        PageLayout(
            title: title,
            content: EditForm(
                route: visitor.route, way: way, version: version?.milliseconds,
                problems: problems, isStale: isStale, labels: labels, visitor: visitor,
                isTyped: question != nil,
                fields: "\(question?.html(visitor.localizer))\(fields(problems))"
            ).html
        ).answer(for: visitor, status)
    }
}

extension Pages {
    func showForm<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let card: Card = try card(id, visit)
            return try editing(Card.Row.Typed(card.row.details), of: card.row, visit).answer()
        }
    }

    /// Saves the contact, unless another save or a rule has changed it since it was shown.
    func save<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            let typed = Card.Row.Typed(visit.form)
            let seen = ContactEditing.seen(visit.form)
            let own: Card = try card(id, visit)
            if let question = try sharedNumbers(typed, of: own.row, visit) {
                return try editing(typed, of: own.row, visit).asking(question, seen: seen)
            }
            let outcome = try Card.Row.update(
                Card.Row.ID(id), expecting: seen, by: visit.author(), at: visit.now, in: store
            ) { typed.put(into: &$0) }
            let viewer = try visit.viewer()
            return try ContactsFlash.saved.answer(
                outcome,
                at: { row in
                    // Whoever hands a card over may not see it any more.
                    try row.isSeen(by: viewer, in: store)
                        ? Card.Row.page(row.id.value) : Card.Row.list
                }
            ) { failure in
                let saved: Card = try card(id, visit)
                let names = try names(visit)
                let now = Card.Row.Typed(saved.row.details).shown(names)
                return try editing(typed, of: saved.row, visit).answer(
                    failure, seen: seen,
                    differences: SavedMeanwhile.problems(typed.shown(names), now, visit.localize))
            }
        }
    }

    /// The answer to adding a contact: a redirect to its page, or the form again.
    func added<Row: ContactRow>(
        _ outcome: SaveOutcome<Row>, _ typed: Row.Typed, _ visit: PageVisit
    ) throws -> Answer {
        let viewer = try visit.viewer()
        return try ContactsFlash.added.answer(
            outcome,
            at: { row in
                try row.isSeen(by: viewer, in: store) ? Row.page(row.id.value) : Row.list
            }
        ) { failure in
            try editing(typed, of: nil as Row?, visit)
                .answer(failure, seen: nil, differences: [])
        }
    }

    /// - Parameter row: the stored contact; nil: a new one.
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
