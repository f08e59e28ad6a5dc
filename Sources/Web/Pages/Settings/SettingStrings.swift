import CallRules
import Store

/// The label and the help of a setting.
struct SettingStrings {
    let label: LocalizedText
    /// One line under the label.
    let help: LocalizedText

    /// The texts of a key; a test checks that every key of `SettingFields` has some.
    static func of(_ key: String) -> SettingStrings {
        all[key]
            ?? SettingStrings(
                label: LocalizedText(uk: key, en: key), help: LocalizedText(uk: "", en: ""))
    }

    /// The labels, for the list of validation messages.
    static let labels = all.mapValues(\.label)

    static let all = [connection, hours, leads, notifications, retention, rest]
        .reduce(into: [:]) { words, some in words.merge(some) { first, _ in first } }

    private static let connection = [
        "phonet_domain": SettingStrings(
            label: LocalizedText(uk: "Phonet домен", en: "Phonet domain"),
            help: LocalizedText(
                uk: """
                    Домен, на якому знаходиться Ваш особистий кабінет, наприклад vitryla.phonet.com.ua; \
                    у кабінеті це поле «API сервер». Порожнє поле від’єднує Phonet і стирає ключ.
                    """,
                en: """
                    The host of your cabinet, such as vitryla.phonet.com.ua; the cabinet calls it \
                    «API сервер». An empty field disconnects Phonet and erases the key.
                    """)),
        "phonet_api_key": SettingStrings(
            label: LocalizedText(uk: "Phonet ApiKey", en: "Phonet ApiKey"),
            help: LocalizedText(
                uk: """
                    Api ключ знаходиться у Вашому особистому кабінеті Phonet, поле «API ключ». Після \
                    збереження видно лише останні чотири знаки.
                    """,
                en: """
                    The API key is in your Phonet cabinet, in the field «API ключ». Once saved, only \
                    its last four characters are shown.
                    """)),
        "leads_before_connection_days": SettingStrings(
            label: LocalizedText(
                uk: "Ліди з дзвінків до підключення, днів",
                en: "Leads from calls before the connection, days"),
            help: LocalizedText(
                uk: """
                    Дзвінки, відомі лише з історії Phonet, створюють лідів, якщо були після \
                    підключення або не раніше ніж за стільки днів до нього; 0 – лише після підключення.
                    """,
                en: """
                    Calls known only from Phonet’s history make leads if they were after the \
                    connection, or at most this many days before it; 0: only after it.
                    """)),
        "client_url_template": SettingStrings(
            label: LocalizedText(
                uk: "Посилання на картку клієнта у CRM", en: "Link to the client’s card in the CRM"),
            help: LocalizedText(
                uk: """
                    Можна вставити {id}, {external_id} та {phone}. Порожнє поле – сторінки цього \
                    модуля.
                    """,
                en: "May hold {id}, {external_id} and {phone}. Empty: the pages of this module.")),
        "lead_url_template": SettingStrings(
            label: LocalizedText(
                uk: "Посилання на картку ліда у CRM", en: "Link to the lead’s card in the CRM"),
            help: LocalizedText(
                uk: "Відкривається, коли телефонує відомий лід.",
                en: "Opened when a known lead calls.")),
        "new_contact_url_template": SettingStrings(
            label: LocalizedText(
                uk: "Посилання для створення контакту у CRM",
                en: "Link for creating a contact in the CRM"),
            help: LocalizedText(
                uk: "Відкривається, коли номер невідомий.",
                en: "Opened when the number is unknown.")),
    ]

    private static let notifications = [
        "call_push_employee_ids": SettingStrings(
            label: LocalizedText(
                uk: "Співробітники, яким надсилати пуші при дзвінках, крім відповідальних",
                en: "Employees who get pushes about calls besides those responsible"),
            help: LocalizedText(
                uk: "Дізнаються про кожен вхідний дзвінок, щойно він почнеться.",
                en: "They hear of every incoming call as soon as it rings.")),
        "push_delay_seconds": SettingStrings(
            label: LocalizedText(
                uk: "Пауза, після якої вирушатимуть пуші співробітникам, після їх формування",
                en: "Pause before pushes go out, once notices are formed"),
            help: LocalizedText(
                uk: """
                    У секундах, від 0 до 3600; вкажіть 0, щоб вони вирушили відразу. Сповіщення каже, \
                    що є на мить надсилання: з довгою паузою люди дізнаються про вже прийнятий або \
                    пропущений дзвінок, а хто брав у ньому участь, не отримає нічого.
                    """,
                en: """
                    In seconds, 0 to 3600; 0 sends them at once. A notice says what is true when it is \
                    sent: with a long pause people hear of a call once it is answered or missed, and \
                    whoever took part in it hears nothing.
                    """)),
        "notify_missed_lead_responsible": SettingStrings(
            label: LocalizedText(
                uk: "Надсилати повідомлення про пропущені дзвінки відповідальному за ліда",
                en: "Send notices about missed calls to the lead’s responsible"),
            help: LocalizedText(
                uk: "Якщо він активний. Про призначених лідів сповіщає окремий перемикач нижче.",
                en: "If active. Notices of assigned leads have a switch of their own below.")),
        "notify_missed_client_admins": SettingStrings(
            label: LocalizedText(
                uk: "Надсилати повідомлення про пропущені дзвінки адміністраторам клієнта",
                en: "Send notices about missed calls to the client’s admins"),
            help: LocalizedText(
                uk: "Усім активним співробітникам, закріпленим за клієнтом.",
                en: "All active employees who look after the client.")),
        "notify_missed_unknown": SettingStrings(
            label: LocalizedText(
                uk: """
                    Надсилати повідомлення про пропущені дзвінки з невідомих номерів обраним \
                    співробітникам
                    """,
                en: "Send notices about missed calls from unknown numbers to chosen employees"),
            help: LocalizedText(
                uk: "Приховані номери теж вважаються невідомими.",
                en: "Hidden numbers count as unknown, too.")),
        "notify_missed_unknown_employee_ids": SettingStrings(
            label: LocalizedText(uk: "Обрані співробітники", en: "The chosen employees"),
            help: LocalizedText(
                uk: "Якщо нікого не вибрати, сповіщення отримають ті, кому надсилаються пуші.",
                en: "If nobody is chosen, the notices go to those who get pushes about all calls.")),
        "missed_fallback": SettingStrings(
            label: LocalizedText(
                uk: "Якщо відповідального немає – повідомити обраних",
                en: "If nobody is responsible, tell the chosen people"),
            help: LocalizedText(
                uk: """
                    Пропущений дзвінок клієнта без адміністраторів або ліда без відповідального \
                    отримають ті, кого обрано для невідомих номерів.
                    """,
                en: """
                    A missed call of a client without admins, or of a lead nobody is responsible for, \
                    is told to those chosen for unknown numbers.
                    """)),
        "notify_assigned": SettingStrings(
            label: LocalizedText(
                uk: "Повідомляти про призначеного ліда", en: "Tell of an assigned lead"),
            help: LocalizedText(
                uk: """
                    Хто отримав ліда з дзвінка, у якому участі не брав, дізнається про це, хоч би як \
                    стояли інші перемикачі.
                    """,
                en: """
                    Whoever is given a lead of a call they took no part in is told so, whatever the \
                    other switches say.
                    """)),
        "telegram_enabled": SettingStrings(
            label: LocalizedText(uk: "Сповіщення в Telegram", en: "Notices in Telegram"),
            help: LocalizedText(
                uk: """
                    Створіть бота в @BotFather і вставте його токен. Потім кожен підключає свій Telegram \
                    на «Моїй сторінці». Публічна адреса шлюзу для цього не потрібна.
                    """,
                en: """
                    Make a bot with @BotFather and paste its token. Then each person links their \
                    Telegram on “My page”. The gateway needs no public address for it.
                    """)),
        "telegram_bot_token": SettingStrings(
            label: LocalizedText(uk: "Токен бота", en: "Token of the bot"),
            help: LocalizedText(
                uk: "Після збереження видно лише останні чотири знаки.",
                en: "Once saved, only its last four characters are shown.")),
        "telegram_full_numbers": SettingStrings(
            label: LocalizedText(
                uk: "Повні номери в Telegram", en: "Whole numbers in Telegram"),
            help: LocalizedText(
                uk: """
                    Вимкнено – середні цифри приховано, як у пушах: повідомлення видно на заблокованому \
                    екрані та на серверах Telegram.
                    """,
                en: """
                    Off: the middle digits are hidden, as in pushes. Messages are seen on a locked screen \
                    and by Telegram’s servers.
                    """)),
        "missed_notice_age_minutes": SettingStrings(
            label: LocalizedText(
                uk: "Не сповіщати про пропущені дзвінки, старші за стільки хвилин",
                en: "No notices about missed calls older than so many minutes"),
            help: LocalizedText(
                uk: """
                    Стосується дзвінків, про які стало відомо пізніше: після збою зв’язку, з історії \
                    Phonet або з карантину; від 1 до 1440.
                    """,
                en: """
                    For calls that became known later: after an outage, from Phonet’s history or from \
                    quarantine; 1 to 1440.
                    """)),
    ]

    private static let rest = [
        "default_period_days": SettingStrings(
            label: LocalizedText(
                uk: "Стандартний проміжок днів для історії та статистики",
                en: "Default period for history and statistics, days"),
            help: LocalizedText(
                uk: "Вкажіть число від 0 до 366; 0 – лише за поточну дату.",
                en: "A number from 0 to 366; 0 is today only.")),
        "timezone": SettingStrings(
            label: LocalizedText(uk: "Часовий пояс", en: "Time zone"),
            help: LocalizedText(
                uk: "За ним показано час і поділено дні, наприклад Europe/Kyiv.",
                en: "Times are shown and days are cut in it; for example Europe/Kyiv.")),
        "language": SettingStrings(
            label: CommonStrings.language,
            help: LocalizedText(
                uk: "Для тих, хто не вибрав своєї.",
                en: "For everybody who has not chosen their own.")),
        "distribution_mode": SettingStrings(
            label: LocalizedText(
                uk: "Автоматичний розподіл лідів", en: "Automatic lead distribution"),
            help: LocalizedText(
                uk: """
                    Розподіляє між співробітниками ліди з пропущених вхідних дзвінків з невідомих номерів, \
                    а також з дзвінків, на які відповів нічий внутрішній номер. Лід клієнта дістанеться \
                    його першому адміністратору. Хто отримав ліда, дізнається про це зі сповіщення \
                    «Вам призначено ліда».
                    """,
                en: """
                    Distributes among employees the leads of missed incoming calls from unknown numbers, \
                    and of calls answered by an extension nobody owns. A client’s lead goes to the \
                    client’s first admin. Whoever gets a lead hears of it by the notice “A lead was \
                    assigned to you”.
                    """)),
        "distribution_employee_ids": SettingStrings(
            label: LocalizedText(
                uk: """
                    Список співробітників для авторозподілу лідів для пропущених вхідних дзвінків
                    """,
                en: "Employees among whom leads of missed incoming calls are shared out"),
            help: LocalizedText(
                uk: """
                    Якщо залишити порожнім, буде розподіл між усіма співробітниками; якщо вказати \
                    співробітників – лише між ними.
                    """,
                en: "Empty: distribution among all employees; else only among those chosen.")),
        "distribute_known": SettingStrings(
            label: LocalizedText(
                uk: "Розподіляти й дзвінки клієнтів", en: "Distribute the calls of clients, too"),
            help: LocalizedText(
                uk: """
                    Якщо вимкнено, лід із пропущеного дзвінка клієнта дістанеться першому активному \
                    адміністратору клієнта; якщо такого немає – наступному в черзі.
                    """,
                en: """
                    When off, the lead of a client’s missed call goes to the client’s first active \
                    admin; without one, to the next in turn.
                    """)),
        "distribute_former_owner": SettingStrings(
            label: LocalizedText(
                uk: "Повертати колишньому відповідальному", en: "Return to the former responsible"),
            help: LocalizedText(
                uk: """
                    Якщо для номера є закритий лід, нового отримає його активний відповідальний, без \
                    черги.
                    """,
                en: """
                    If the number has a closed lead, the new one goes to its active responsible, \
                    before the turn.
                    """)),
        "use_phonet_pause_as_presence": SettingStrings(
            label: LocalizedText(
                uk: "Враховувати паузу Phonet", en: "Use Phonet’s pause as presence"),
            help: LocalizedText(
                uk: """
                    Хто поставив у Phonet паузу, не вважається онлайн для активного розподілу, доки \
                    не зніме її.
                    """,
                en: """
                    Whoever set a pause at Phonet does not count as online for active distribution \
                    until it is lifted.
                    """)),
        "employees_see": SettingStrings(
            label: LocalizedText(uk: "Що бачать співробітники", en: "What employees see"),
            help: LocalizedText(
                uk: """
                    Стосується ролі «Співробітник». Керівники й адміністратори бачать усе. Зміна діє \
                    відразу, також на відкритих сторінках.
                    """,
                en: """
                    For the role “Employee”. Supervisors and administrators see everything. A change \
                    takes effect at once, also in open pages.
                    """)),
        "employees_may_listen": SettingStrings(
            label: LocalizedText(
                uk: "Співробітники можуть слухати записи розмов",
                en: "Employees may listen to recordings"),
            help: LocalizedText(
                uk: """
                    Якщо вимкнути, записи слухатимуть лише керівники й адміністратори. Кожне \
                    прослуховування записується в аудит.
                    """,
                en: """
                    When off, only supervisors and administrators may play recordings. Every playback \
                    is noted in the audit.
                    """)),
        "sso_role_limit": SettingStrings(
            label: LocalizedText(
                uk: "Найвища роль при вході з CRM", en: "Highest role when signing in from the CRM"),
            help: LocalizedText(
                uk: """
                    CRM може впустити людину без пароля – за посиланням або JWT. Хто має вищу роль, \
                    увійде як співробітник і за потреби введе пароль: зламана CRM не стане \
                    адміністратором шлюзу.
                    """,
                en: """
                    The CRM can let people in without a password, by a link or a JWT. Whoever has a \
                    higher role enters as an employee, and may type the password: a CRM that was \
                    broken into does not become the gateway’s administrator.
                    """)),
        "crm_origins": SettingStrings(
            label: LocalizedText(
                uk: "Адреси CRM, де показувати віджет",
                en: "Addresses of the CRM that show the widget"),
            help: LocalizedText(
                uk: """
                    Схема й хост, кожна адреса в окремому рядку. Потрібні, лише якщо CRM відкривається \
                    за іншою адресою, ніж шлюз.
                    """,
                en: """
                    Scheme and host, each in a row of its own. Needed only if the CRM is opened at \
                    another address than the gateway.
                    """)),
        "module_enabled": SettingStrings(
            label: LocalizedText(uk: "Модуль увімкнено", en: "The module is on"),
            help: LocalizedText(
                uk: """
                    Вимкнений модуль приймає і показує повідомлення Phonet, але не шукає контактів, не \
                    створює лідів і не надсилає сповіщень.
                    """,
                en: """
                    While the module is off, Phonet’s messages are taken and shown, but contacts are not \
                    looked up, no leads are created and no notices are sent.
                    """)),
        "webhook_allowed_networks": SettingStrings(
            label: LocalizedText(uk: "Довірені адреси Phonet", en: "Trusted addresses of Phonet"),
            help: LocalizedText(
                uk: """
                    IP-адреси або мережі, по одній у рядку. Повідомлення з інших адрес чекають у \
                    карантині й нічого не змінюють.
                    """,
                en: """
                    IP addresses or networks, each in a row of its own. Messages from elsewhere wait in \
                    quarantine and change nothing.
                    """)),
        "secret_webhook_addresses_only": SettingStrings(
            label: LocalizedText(
                uk: "Приймати повідомлення лише на секретні адреси",
                en: "Accept messages at secret addresses only"),
            help: LocalizedText(
                uk: """
                    Шість адрес Phonet – спільні для всіх його клієнтів. Увімкніть, коли в кабінеті \
                    Phonet уже стоять секретні адреси: решта повідомлень чекатиме в карантині, а на \
                    запит за номером відповідь буде «не знайдено».
                    """,
                en: """
                    All customers of Phonet share its six addresses. Switch this on once Phonet’s \
                    cabinet has the secret addresses: all other messages wait in quarantine, and \
                    lookups of a number are answered “not found”.
                    """)),
    ]
}
