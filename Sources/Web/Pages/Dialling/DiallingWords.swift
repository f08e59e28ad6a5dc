import CallRules

/// The words of the page of a dialling.
enum DiallingWords {
    static let asking = Sentence(uk: "Просимо Phonet набрати…", en: "Asking Phonet to dial…")
    static let unknown = Sentence(
        uk: "Невідомо, чи Phonet набирає", en: "It is not known whether Phonet dials")
    static let noAnswerKept = Sentence(
        uk: "Відповідь Phonet не дійшла, тож удруге номер не набираємо.",
        en: "Phonet’s answer did not arrive, so the number is not dialled again.")
    static let notDialled = Sentence(uk: "Phonet не набрав номер", en: "Phonet did not dial")
    static let pickUp = Sentence(
        uk: "Підніміть слухавку – і Phonet набере клієнта.",
        en: "Pick up, and Phonet will call the client.")
    static let silent = Sentence(
        uk: "Phonet прийняв дзвінок, але нічого про нього не повідомляє",
        en: "Phonet took the call but tells nothing of it")
    static let checkAddresses = Sentence(
        uk: "Перевірте в кабінеті Phonet адреси в розділі «Події користувача».",
        en: "Please check the addresses under «Події користувача» in Phonet’s cabinet.")
    static let otherPhoneRings = Sentence(uk: "Набираємо клієнта…", en: "Calling the client…")
    static let talking = Sentence(uk: "Розмова", en: "Talking")
    static let talked = Sentence(uk: "Розмову завершено", en: "The conversation is over")
    static let noTalk = Sentence(uk: "Розмови не було", en: "There was no conversation")
    static let hangUp = Sentence(uk: "Покласти слухавку", en: "Hang up")
    static let toProgress = Sentence(uk: "До дзвінка", en: "To the call")
    static let toCall = Sentence(uk: "Картка дзвінка", en: "The call’s page")
    static let toLead = Sentence(uk: "До ліда", en: "To the lead")
    static let back = Sentence(uk: "Повернутися", en: "Back")
    static let refused = Sentence(uk: "Номер не набрано", en: "Nothing was dialled")

    static func ownPhoneRings(_ number: String, isOwn: Bool) -> Sentence {
        isOwn
            ? Sentence(
                uk: "Дзвонить Ваш телефон \(number)…", en: "Your telephone \(number) rings…")
            : Sentence(uk: "Дзвонить телефон \(number)…", en: "Telephone \(number) rings…")
    }

    static func lookAtPhone(_ number: String) -> Sentence {
        Sentence(
            uk: "Якщо телефон \(number) за хвилину не задзвонить, зателефонуйте ще раз.",
            en: "If telephone \(number) does not ring within a minute, call again.")
    }

    /// Protocol 2.10; nil while Phonet has not told.
    static func why(_ disposition: Int?) -> Sentence? {
        switch disposition {
        case 1: Sentence(uk: "Клієнт не відповів.", en: "The client did not answer.")
        case 2:
            Sentence(
                uk: "Лінії перевантажені. Зателефонуйте трохи згодом.",
                en: "The lines are congested. Please call a little later.")
        case 3:
            Sentence(
                uk: "Phonet не зміг набрати цей номер. Перевірте його.",
                en: "Phonet could not dial this number. Please check it.")
        case 4: Sentence(uk: "Номер зайнятий.", en: "The number is busy.")
        default: nil
        }
    }
}
