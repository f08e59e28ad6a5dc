import CallRules
import Store

/// The texts of the block of the connection.
enum ConnectionStrings {
    static let otherModules = LocalizedText(
        uk: """
            Увага: у разі використання телефонії Phonet відключіть інші телефонії в системі. Для \
            цього перейдіть шляхом Налаштування → Конфігурація → Управління модулями та зробіть інші \
            телефонії неактивними за допомогою перемикача.
            """,
        en: """
            Attention: when you use Phonet, switch the other telephony modules of the CRM off. Go to \
            Settings → Configuration → Modules and make the others inactive.
            """)
    static let cabinet = LocalizedText(
        uk: """
            Перейдіть до особистого кабінету Phonet, натисніть «Налаштування» та виберіть «Інша \
            система CRM». Заповніть поля цими посиланнями:
            """,
        en: """
            In your Phonet cabinet press «Налаштування» (Settings) and choose «Інша система CRM» \
            (another CRM). Fill the fields with these links:
            """)
    static let lastReceived = LocalizedText(uk: "Останнє отримано", en: "Last received")
    static let from = LocalizedText(uk: "з адреси", en: "from")
    static let never = LocalizedText(uk: "Ще нічого не надходило", en: "Nothing has come yet")
    static let untrusted = LocalizedText(
        uk: "Надійшло з недовіреної адреси", en: "Came from an address that is not trusted:")
    static let waits = LocalizedText(
        uk: "Повідомлення чекають у карантині й нічого не змінюють.",
        en: "The messages wait in quarantine and change nothing.")
    static let trust = LocalizedText(uk: "Довіряти цій адресі", en: "Trust this address")
    static let secretShort = LocalizedText(
        uk: """
            Створіть секретну адресу й перенесіть п’ять посилань у кабінет Phonet: «Налаштування» → \
            «Інша система CRM».
            """,
        en: """
            Create a secret address and copy the five links into Phonet’s cabinet: «Налаштування» \
            (Settings) → «Інша система CRM» (another CRM).
            """)
    static let secretWhy = LocalizedText(
        uk: "Чому рекомендуємо саме їх", en: "Why we recommend these")
    static let secretReason = LocalizedText(
        uk: """
            Phonet надсилає повідомлення всіх своїх клієнтів із тих самих \
            IP-адрес, тож звичайну адресу міг би вказати у своєму кабінеті будь-хто з них: надсилати \
            чужі дзвінки й дізнаватися, кому належить номер. Секретної адреси ніхто інший не знає.
            """,
        en: """
            Phonet sends the messages of all its customers from the same IP \
            addresses, so any of them could put a plain address into their own cabinet: to send \
            calls that are not yours, and to learn who a number belongs to. Nobody else knows a \
            secret address.
            """)
    static let secretHelp = LocalizedText(
        uk: """
            Повідомлення на секретну адресу приймаються, звідки б вони не надійшли, і з нових \
            IP-адрес Phonet. Показується один раз; попередня діє далі, доки не буде створено ще одну. \
            Коли секретні адреси вже стоять у кабінеті, увімкніть у блоці «Безпека» приймання лише \
            на них.
            """,
        en: """
            Messages to a secret address are accepted wherever they come from, also from new IP \
            addresses of Phonet. It is shown once; the previous one stays valid until yet another is \
            created. Once the secret addresses stand in the cabinet, let the block “Security” accept \
            nothing else.
            """)
    static let plainAddresses = LocalizedText(
        uk: "Адреси без секрету", en: "Addresses without a secret")
    static let plainSwitchedOff = LocalizedText(
        uk: """
            Приймаються лише секретні адреси: те, що надходить на ці, чекає в карантині.
            """,
        en: """
            Only secret addresses are accepted: what comes to these waits in quarantine.
            """)
    static let secretSince = LocalizedText(uk: "Діє, створена", en: "Valid, created")
    static let makeSecret = LocalizedText(
        uk: "Створити секретну адресу", en: "Create a secret address")
    static let check = LocalizedText(uk: "Перевірити з’єднання", en: "Check connection")
    static let checkHelp = LocalizedText(
        uk: """
            Авторизується у Phonet з доменом і ключем, що вище, та рахує користувачів. Нічого не \
            зберігає. Триває до десяти секунд.
            """,
        en: """
            Signs in to Phonet with the domain and key above and counts its users. Saves nothing. Takes \
            up to ten seconds.
            """)
    static let works = LocalizedText(uk: "З’єднання працює", en: "The connection works")
    static let failed = LocalizedText(uk: "З’єднатися не вдалося", en: "No connection")
    static let saw = LocalizedText(uk: "у Phonet", en: "Phonet lists")
    static let leadsSince = LocalizedText(
        uk: "Дзвінки з історії Phonet створюють лідів починаючи з",
        en: "Calls of Phonet’s history make leads from this time on:")
    static let earlierCalls = LocalizedText(uk: "Давніші теж?", en: "Earlier ones too?")
    static let notSaved = LocalizedText(
        uk: "Перевірено введене. Його ще не збережено.",
        en: "What is typed was checked. It is not saved yet.")
    static let outdated = LocalizedText(
        uk: "Відтоді домен або ключ змінено: перевірте ще раз.",
        en: "Domain or key were changed since: check again.")
    static let addresses = LocalizedText(
        uk: "Адреси для кабінету Phonet", en: "Addresses for Phonet’s cabinet")
    static let cards = LocalizedText(
        uk: "Посилання на картки у CRM", en: "Links to cards in the CRM")
    static let calling = LocalizedText(uk: "Як телефонувати", en: "How to make calls")
    static let extensions = LocalizedText(
        uk: "Додайте в профіль співробітників їхні внутрішні номери з кабінету Phonet.",
        en: "Give the employees their extensions from Phonet’s cabinet.")
    static let toEmployees = LocalizedText(uk: "До співробітників", en: "To the employees")
    static let twoWays = LocalizedText(
        uk: "Здійснювати вихідні або приймати вхідні дзвінки Ви можете двома способами:",
        en: "There are two ways to make and to take calls:")
    static let phones = LocalizedText(uk: "За допомогою IP-телефонів.", en: "With IP phones.")
    static let softphones = LocalizedText(
        uk: """
            За допомогою софтфонів (SIP клієнтів): достатньо ноутбука або ПК та гарнітури. Інструкції – \
            на сайті вибраної програми.
            """,
        en: """
            With softphones (SIP clients): a computer and a headset will do. The site of the program \
            tells how.
            """)

    /// The names of the webhook addresses.
    static func item(_ endpoint: Endpoint) -> LocalizedText {
        switch endpoint {
        case .customerData:
            LocalizedText(
                uk: """
                    Для надсилання даних контакту до Phonet, що знайдено в системі за номером телефону
                    """,
                en: "To send Phonet the contact that has the phone number")
        case .afterCallEnd:
            LocalizedText(
                uk: "Для отримання даних про дзвінок після завершення (обов’язково)",
                en: "To get the data of a call once it has ended (required)")
        case .call:
            LocalizedText(
                uk: "Для отримання даних у процесі дзвінка",
                en: "To get data while a call goes on")
        }
    }

    /// Where the field is on Phonet's screen (protocol 1.1); that screen is Ukrainian.
    static func place(_ kind: LastReceived.Kind) -> String {
        switch kind {
        case .customerData: "Дзвінки → Отримати інформацію за номером"
        case .afterCallEnd: "Дзвінки → Передача повної інформації про дзвінок"
        case .dial: "Події користувача → Початок виклику"
        case .bridge: "Події користувача → Відповіли на дзвінок"
        case .hangup: "Події користувача → Завершили дзвінок"
        }
    }
}
