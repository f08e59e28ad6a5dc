import CallRules
import Store

/// The texts of the pages of the screen “CRM”.
enum CRMStrings {
    static let lead = LocalizedText(
        uk: """
            Шлюз повідомляє CRM про дзвінки, лідів, клієнтів і пропущені за секунду після події. \
            Кожне повідомлення підписано, а недоставлене надсилається знову до трьох діб.
            """,
        en: """
            The gateway tells the CRM of calls, leads, clients and missed calls within a second. Each \
            message is signed, and what could not be delivered is sent again for three days.
            """)
    static let none = LocalizedText(uk: "Вебхуків ще немає", en: "There are no webhooks yet")
    static let noneNext = LocalizedText(
        uk: "Додайте адресу в CRM, яка приймає повідомлення.",
        en: "Add the address in the CRM that takes the messages.")
    static let new = LocalizedText(uk: "Новий вебхук", en: "New webhook")
    static let add = LocalizedText(uk: "Додати вебхук", en: "Add the webhook")
    static let url = LocalizedText(uk: "Адреса в CRM", en: "Address in the CRM")
    static let urlHelp = LocalizedText(
        uk: "Починається з https://; на хості самої CRM можна й http://.",
        en: "Begins with https://; on the CRM’s own host http:// will do.")
    static let description = LocalizedText(uk: "Опис", en: "Description")
    static let descriptionHelp = LocalizedText(
        uk: "Для Вас: чия це адреса.", en: "For you: whose address it is.")
    static let types = LocalizedText(uk: "Про що повідомляти", en: "What to tell of")
    static let all = LocalizedText(
        uk: "Про все, нові види теж", en: "Of everything, new kinds included")
    static let allHelp = LocalizedText(
        uk: "Вимкнено – лише про вибране нижче.",
        en: "Off: only of what is chosen below.")
    static let isOn = LocalizedText(uk: "Надсилати", en: "Send")
    static let isOnHelp = LocalizedText(
        uk: "Поки вимкнено, події не збираються; події за час перерви можна надіслати знову.",
        en: "While it is off nothing is queued; the events of the break can be sent again.")
    static let on = LocalizedText(uk: "доставляється", en: "is delivered")
    static let failing = LocalizedText(uk: "не доставляється", en: "is not delivered")
    static let off = LocalizedText(uk: "не надсилається", en: "is not sent")
    static let offGone = LocalizedText(
        uk: "вимкнено: адреса відповіла, що її більше немає (410)",
        en: "off: the address answered that it is gone (410)")
    static let offFailing = LocalizedText(
        uk: "вимкнено: п’ять днів нічого не доставлялося",
        en: "off: nothing could be delivered for five days")
    static let since = LocalizedText(uk: "відтоді:", en: "since then:")
    static let last = LocalizedText(uk: "Остання спроба", en: "Last attempt")
    static let test = LocalizedText(uk: "Надіслати пробне", en: "Send a test")
    static let testAnswer = LocalizedText(uk: "Відповідь на пробне", en: "Answer to the test")
    static let testBusy = LocalizedText(
        uk: "Зараз надсилаються інші пробні. Спробуйте за кілька секунд.",
        en: "Other tests are under way. Try again in a few seconds.")
    static let newSecret = LocalizedText(uk: "Новий секрет", en: "New secret")
    static let secretHelp = LocalizedText(
        uk: "Старий секрет підписує ще добу, тож замінити його в CRM можна без втрат.",
        en: "The old secret signs for a day more, so it can be replaced in the CRM without a loss.")
    static let oldUntil = LocalizedText(
        uk: "Старий секрет підписує до", en: "The old secret signs until")
    static let secretTitle = LocalizedText(uk: "Секрет вебхука", en: "The webhook’s secret")
    static let secretOnce = LocalizedText(
        uk: """
            Скопіюйте секрет у CRM зараз: більше його не буде показано. Ним CRM перевіряє, що \
            повідомлення справді від шлюзу.
            """,
        en: """
            Copy the secret into the CRM now: it is not shown again. With it the CRM checks that a \
            message is the gateway’s.
            """)
    static let copied = LocalizedText(
        uk: "Скопійовано, до вебхука", en: "Copied, back to the webhook")
    static let deliveries = LocalizedText(uk: "Надіслані повідомлення", en: "Messages sent")
    static let noDeliveries = LocalizedText(
        uk: "За цими умовами нічого немає", en: "Nothing fits these conditions")
    static let noDeliveriesNext = LocalizedText(
        uk: "Повідомлення з’являються тут одразу після подій.",
        en: "Messages appear here right after their events.")
    static let event = LocalizedText(uk: "Подія", en: "Event")
    static let number = LocalizedText(uk: "Номер події", en: "Number of the event")
    static let record = LocalizedText(uk: "Про що", en: "About")
    static let tries = LocalizedText(uk: "Спроб", en: "Tries")
    static let nextTry = LocalizedText(uk: "Наступна спроба", en: "Next try")
    static let answer = LocalizedText(uk: "Відповідь CRM", en: "The CRM’s answer")
    static let noAnswer = LocalizedText(uk: "відповіді не було", en: "there was no answer")
    static let took = LocalizedText(uk: "Тривала, мс", en: "Took, ms")
    static let again = LocalizedText(uk: "Надіслати знову", en: "Send again")
    static let againFailed = LocalizedText(
        uk: "Надіслати знову всі недоставлені", en: "Send all failed ones again")
    static let againPeriod = LocalizedText(
        uk: "Надіслати знову за період", en: "Send a period again")
    static let againHelp = LocalizedText(
        uk: "Кожен дзвінок, лід чи клієнт надсилається один раз, таким, як він є зараз.",
        en: "Each call, lead or client is sent once, as it is now.")
    static let request = LocalizedText(uk: "Запит", en: "Request")
    static let signed = LocalizedText(uk: "Що підписується", en: "What is signed")
    static let signedHelp = LocalizedText(
        uk: "Час у підписі – час кожної спроби; тіло показує все таким, як воно є зараз.",
        en: "The time in the signature is that of each try; the body shows all as it is now.")
    static let noBody = LocalizedText(
        uk: "Подію вже видалено, тож тіла немає.", en: "The event was deleted, so there is no body."
    )
    static let feed = LocalizedText(uk: "Стрічка подій", en: "The feed of events")
    static let feedHelp = LocalizedText(
        uk: "CRM, до якої шлюз не може достукатися, читає ті самі події сама.",
        en: "A CRM that the gateway cannot reach reads the same events itself.")
    static let feedNever = LocalizedText(uk: "Ще ніхто не читав.", en: "Nobody has read it yet.")
    static let feedLast = LocalizedText(uk: "Останнє читання", en: "Last read")
    static let behind = LocalizedText(uk: "непрочитано", en: "unread")
    static let askDelete = LocalizedText(uk: "Видалити вебхук?", en: "Delete the webhook?")
    static let askDeleteWhy = LocalizedText(
        uk: "Повідомлення, що чекають, теж буде видалено.",
        en: "The messages that wait are deleted with it.")
    static let queuedAgain = LocalizedText(uk: "Надсилається знову.", en: "Being sent again.")
    static let switchedOn = LocalizedText(
        uk: "Щоб надсилати, спершу ввімкніть вебхук.", en: "Switch the webhook on first.")

    static func state(_ state: WebhookDelivery.State) -> LocalizedText {
        switch state {
        case .waiting: CommonStrings.waits
        case .delivered: LocalizedText(uk: "доставлено", en: "delivered")
        case .failed: LocalizedText(uk: "не доставлено", en: "not delivered")
        case .dropped: LocalizedText(uk: "не надсилалося", en: "not sent")
        }
    }

    static func type(_ type: EventType) -> LocalizedText {
        switch type {
        case .callRinging: LocalizedText(uk: "Дзвінок почався", en: "A call rings")
        case .callAnswered: LocalizedText(uk: "На дзвінок відповіли", en: "A call was answered")
        case .callEnded: LocalizedText(uk: "Дзвінок закінчився", en: "A call has ended")
        case .callChanged: LocalizedText(uk: "Дзвінок змінився", en: "A call has changed")
        case .callMerged: LocalizedText(uk: "Дзвінки об’єднано", en: "Calls were merged")
        case .callDeleted: LocalizedText(uk: "Дзвінок видалено", en: "A call was deleted")
        case .recordingReady: LocalizedText(uk: "Запис розмови готовий", en: "A recording is ready")
        case .leadCreated: LocalizedText(uk: "З’явився лід", en: "A new lead")
        case .leadChanged: LocalizedText(uk: "Лід змінився", en: "A lead has changed")
        case .leadDeleted: LocalizedText(uk: "Ліда видалено", en: "A lead was deleted")
        case .leadMerged: LocalizedText(uk: "Ліди об’єднано в один", en: "Leads became one")
        case .clientCreated:
            LocalizedText(uk: "Новий клієнт у книзі", en: "A new client in the book")
        case .clientChanged: LocalizedText(uk: "Клієнт змінився", en: "A client has changed")
        case .clientDeleted: LocalizedText(uk: "Клієнта видалено", en: "A client was deleted")
        case .clientMerged: LocalizedText(uk: "Клієнти об’єднано в один", en: "Clients became one")
        case .employeeChanged:
            LocalizedText(uk: "Співробітник змінився", en: "An employee has changed")
        case .missedOpened:
            LocalizedText(uk: "Пропущений чекає", en: "A missed call waits")
        case .missedClosed:
            LocalizedText(uk: "Пропущений закрито", en: "A missed call is closed")
        case .personErased: LocalizedText(uk: "Дані людини стерто", en: "A person was erased")
        case .test: LocalizedText(uk: "Пробне повідомлення", en: "A test message")
        }
    }

    static func cause(_ delivery: WebhookDelivery) -> LocalizedText? {
        if let reason = delivery.dropReason {
            return switch reason {
            case .folded:
                LocalizedText(
                    uk: "увійшло в новіше повідомлення про те саме",
                    en: "part of a newer message about the same")
            case .tooOld:
                LocalizedText(uk: "вже неактуально", en: "out of date")
            case .silent, .missedOnly, .quietHours, .removed, .inactive, .callEnded, .tookPart,
                .outsideHours:
                nil
            }
        }
        guard let code = delivery.last?.failure else { return nil }
        return switch code {
        case .unreachable:
            LocalizedText(uk: "сервер недоступний", en: "the server cannot be reached")
        case .addressRefused:
            LocalizedText(
                uk: "адреса не дозволена: дозволити її може оператор (--webhook-host)",
                en: "the address is not allowed: an operator can allow it (--webhook-host)")
        case .notTrusted:
            LocalizedText(uk: "сертифікат не дійсний", en: "the certificate is not valid")
        case .timedOut: LocalizedText(uk: "немає відповіді 15 с", en: "no answer in 15 s")
        case .brokenOff:
            LocalizedText(uk: "з’єднання обірвалося", en: "the connection broke off")
        case .notSent, .notMade: LocalizedText(uk: "не надіслано", en: "was not sent")
        case .redirected:
            LocalizedText(
                uk: "переадресація: укажіть кінцеву адресу",
                en: "a redirect: give the address it leads to")
        case .tooManyRequests:
            LocalizedText(uk: "CRM просить рідше", en: "the CRM asks for fewer")
        case .unavailable:
            LocalizedText(uk: "помилка в CRM", en: "an error in the CRM")
        case .gone: LocalizedText(uk: "адреси більше немає", en: "the address is gone")
        case .badAddress:
            LocalizedText(uk: "адреса непридатна", en: "the address is unusable")
        case .cutOff:
            LocalizedText(uk: "шлюз перезапустився", en: "the gateway was restarted")
        case .notUnderstood, .tokenRefused, .keyRefused, .tooLarge, .unexpectedStatus:
            LocalizedText(uk: "CRM відмовилася прийняти", en: "the CRM refused it")
        }
    }
}
