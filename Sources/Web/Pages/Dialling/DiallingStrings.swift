import CallRules

/// The texts of the dialling page.
enum DiallingStrings {
    static let asking = LocalizedText(uk: "Просимо Phonet набрати…", en: "Asking Phonet to dial…")
    static let unknown = LocalizedText(
        uk: "Невідомо, чи Phonet набирає", en: "It is unknown whether Phonet dials")
    static let noAnswerKept = LocalizedText(
        uk: "Відповідь Phonet не дійшла, тож удруге номер не набираємо.",
        en: "Phonet’s answer did not arrive, so the number is not dialled again.")
    static let notDialled = LocalizedText(uk: "Phonet не набрав номер", en: "Phonet did not dial")
    static let pickUp = LocalizedText(
        uk: "Підніміть слухавку – і Phonet набере клієнта.",
        en: "Pick up, and Phonet will call the client.")
    static let silent = LocalizedText(
        uk: "Phonet прийняв дзвінок, але нічого про нього не повідомляє",
        en: "Phonet took the call but tells nothing of it")
    static let checkAddresses = LocalizedText(
        uk: "Перевірте в кабінеті Phonet адреси в розділі «Події користувача».",
        en: "Please check the addresses under «Події користувача» in Phonet’s cabinet.")
    static let otherPhoneRings = LocalizedText(uk: "Набираємо клієнта…", en: "Calling the client…")
    static let noTalk = LocalizedText(uk: "Розмови не було", en: "There was no conversation")
    static let hangUp = LocalizedText(uk: "Покласти слухавку", en: "Hang up")
    static let toCall = LocalizedText(uk: "Сторінка дзвінка", en: "The call’s page")
    static let toLead = LocalizedText(uk: "До ліда", en: "To the lead")
    static let back = LocalizedText(uk: "Повернутися", en: "Back")
    static let refused = LocalizedText(uk: "Номер не набрано", en: "Nothing was dialled")

    static func ownPhoneRings(_ number: String, isOwn: Bool) -> LocalizedText {
        isOwn
            ? LocalizedText(
                uk: "Дзвонить Ваш телефон \(number)…", en: "Your phone \(number) rings…")
            : LocalizedText(uk: "Дзвонить телефон \(number)…", en: "Phone \(number) rings…")
    }

    static func lookAtPhone(_ number: String) -> LocalizedText {
        LocalizedText(
            uk: "Якщо телефон \(number) за хвилину не задзвонить, зателефонуйте ще раз.",
            en: "If phone \(number) does not ring within a minute, call again.")
    }

    /// The disposition in words (protocol 2.10); nil: unknown.
    static func why(_ disposition: Int?) -> LocalizedText? {
        switch disposition {
        case 1: LocalizedText(uk: "Клієнт не відповів.", en: "The client did not answer.")
        case 2:
            LocalizedText(
                uk: "Лінії перевантажені. Зателефонуйте трохи згодом.",
                en: "The lines are congested. Please call a little later.")
        case 3:
            LocalizedText(
                uk: "Phonet не зміг набрати цей номер. Перевірте його.",
                en: "Phonet could not dial this number. Please check it.")
        case 4: LocalizedText(uk: "Номер зайнятий.", en: "The number is busy.")
        default: nil
        }
    }
}
