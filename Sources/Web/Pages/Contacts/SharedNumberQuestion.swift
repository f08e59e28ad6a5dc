import CallRules
import Store

/// Asks before a number is saved on a second card: it may be the same person. Saving the form again says that
/// it is another one.
struct SharedNumberQuestion {
    /// The numbers that others have, in E.164 form.
    let numbers: [String]
    /// Whose they are.
    let holders: [Holder]

    /// A contact that has some of the numbers.
    struct Holder {
        let name: String
        let card: PageRoute
        let phones: [PhoneNumber]
    }

    /// The field with the numbers that were asked about.
    static let field = "shared_numbers"

    /// What a form has answered before.
    static func answered(_ form: Form) -> Set<String> {
        Set(form[field]?.split(separator: ",").map(String.init) ?? [])
    }

    /// The question and the answer to it, which is sent with the form.
    func html(_ localize: Localizer) -> HTML {
        let lines = holders.map { holder in
            """
            <li><a href="\(holder.card.path)">\(holder.name)</a> \
            <span class="figures">\(holder.phones.map(\.grouped).joined(separator: ", "))</span></li>
            """ as HTML
        }
        return """
            <div class="note alert" role="alert" tabindex="-1" data-focus>
            <p>\(Icon.people.html) \(localize(Strings.question))</p><ul>\(lines)</ul>
            <p>\(localize(Strings.answer))</p></div>
            <input type="hidden" name="\(SharedNumberQuestion.field)" \
            value="\(numbers.joined(separator: ","))">
            """
    }

    private enum Strings {
        static let question = LocalizedText(
            uk: "Ще не збережено: цей номер уже є на картці. Може, це та сама людина?",
            en: "Not saved yet: this number is on a card already. Perhaps it is the same person?")
        static let answer = LocalizedText(
            uk: "Відкрийте її картку. Якщо це хтось інший, збережіть ще раз.",
            en: "Open that card. If it is somebody else, save once more.")
    }
}

extension Pages {
    /// The question about numbers that a form adds and others have; nil: there are none, or it was answered.
    ///
    /// - Parameter row: the stored contact, whose own numbers do not count; nil: a new one.
    func sharedNumbers<Row: ContactRow>(
        _ typed: Row.Typed, of row: Row?, _ visit: PageVisit
    ) throws -> SharedNumberQuestion? {
        let known = row.map { Row.Typed($0.details).phones.compactMap { PhoneNumber($0).e164 } }
        let new = typed.phones.map { PhoneNumber($0) }.filter { phone in
            phone.e164.map { known?.contains($0) != true } ?? false
        }
        guard !new.isEmpty else { return nil }
        let holders = try Row.holders(
            of: new, seenBy: visit.viewer(), store.settingChoices(at: visit.now), in: store
        ).filter { $0.id != row?.id }
        let numbers = new.compactMap(\.e164).filter { number in
            holders.contains {
                Row.Typed($0.details).phones.contains { PhoneNumber($0).e164 == number }
            }
        }
        guard !SharedNumberQuestion.answered(visit.form).isSuperset(of: numbers) else { return nil }
        return SharedNumberQuestion(
            numbers: numbers,
            holders: holders.map { holder in
                SharedNumberQuestion.Holder(
                    name: holder.shownName, card: Row.page(holder.id.value),
                    phones: Row.Typed(holder.details).phones.map { PhoneNumber($0) }
                        .filter { phone in phone.e164.map(numbers.contains) ?? false })
            })
    }
}
