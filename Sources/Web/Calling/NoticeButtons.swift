import CallRules
import Store

/// What the buttons under a notice do outside the pages, such as in Telegram. Rights and rules are those of
/// the pages.
package struct NoticeButtons: Sendable {
    private let store: Store
    private let calling: Calling
    private let clock: @Sendable () -> Instant

    init(store: Store, calling: Calling, clock: @escaping @Sendable () -> Instant) {
        self.store = store
        self.calling = calling
        self.clock = clock
    }

    /// Calls the number of a notice back; the telephone of the person rings first. Blocks until Phonet
    /// answers.
    ///
    /// - Parameter way: where the button was, for the audit, such as `Telegram`.
    /// - Returns: what the person is told.
    package func callBack(_ notice: Int64, _ person: EmployeeRow, by way: String) -> LocalizedText {
        answer { () throws(StoreError) in
            guard let call = try store.answered(notice: notice, by: person.id) else {
                return Strings.gone
            }
            var order = DiallingOrder(employee: person.id, number: call.number)
            order.leadID = call.leadID
            order.clientID = call.clientID
            let outcome = try calling.dial(order, by: author(person, way), at: clock())
            switch outcome {
            case .saved(let dialling):
                if case .failed(let failure) = dialling.answer { return failure.error.sentence }
                return DiallingStrings.ownPhoneRings(dialling.extension, isOwn: true)
            case .invalid(let problems), .conflict(let problems):
                return problems.first?.message ?? Strings.gone
            case .missing, .stale: return Strings.gone
            }
        }
    }

    /// Closes the missed calls of the number of a notice.
    ///
    /// - Parameter way: as in `callBack`.
    /// - Returns: what the person is told, and whether nobody needs to call back any longer.
    package func close(
        _ notice: Int64, _ person: EmployeeRow, by way: String
    ) -> (LocalizedText, isClosed: Bool) {
        var isClosed = false
        let words = answer { () throws(StoreError) in
            guard let call = try store.answered(notice: notice, by: person.id),
                let open = call.openCase
            else {
                isClosed = true
                return Strings.alreadyClosed
            }
            let outcome = try store.closeMissedCase(
                open, CaseClosing(reason: .solved), by: author(person, way), at: clock())
            isClosed = true
            if case .saved = outcome { return Strings.closed }
            return Strings.alreadyClosed
        }
        return (words, isClosed)
    }

    private func author(_ person: EmployeeRow, _ way: String) -> Author {
        Author(
            name: person.details.name, employee: person.id,
            origin: ClientInfo(sourceIP: "", browser: way))
    }

    private func answer(_ work: () throws(StoreError) -> LocalizedText) -> LocalizedText {
        do {
            return try work()
        } catch {
            return CommonStrings.serverIsBusy
        }
    }

    private enum Strings {
        static let gone = LocalizedText(
            uk: "Цього дзвінка вже немає.", en: "This call is not kept any longer.")
        static let closed = LocalizedText(uk: "Закрито.", en: "Closed.")
        static let alreadyClosed = LocalizedText(
            uk: "Уже закрито або передзвонили.", en: "Already closed or called back.")
    }
}
