/** The words of the page itself (not of the bot): Russian or English by the browser's language. */

const RU = {
  bot: "бот", typing: "печатает…", connecting: "соединение…", online: "на связи",
  log: "Сообщения", write: "Сообщение", send: "Отправить", menu: "Меню", commands: "Команды бота",
  more: "Ещё", attach: "Прикрепить", start: "Начать", whatCan: "Что умеет этот бот?",
  empty: "Здесь пока ничего нет…", user: "Человек: {name}, язык {language}. Сменить", users: "Чей это телефон",
  newUser: "Новый человек", name: "Имя", add: "Добавить", cancel: "Отмена", ok: "Хорошо", close: "Закрыть",
  location: "Геопозиция", contact: "Контакт", photo: "Фото", voice: "Голосовое", sticker: "Стикер", document: "Файл",
  sendVoice: "Отправить голосовое сообщение",
  language: "Язык Telegram: {language}", languageTitle: "Язык Telegram у этого человека",
  languageHint: "Бот видит его как language_code.",
  block: "Заблокировать бота", unblock: "Разблокировать", blocked: "Вы заблокировали бота",
  clear: "Очистить чат", clearAsk: "Удалить всю переписку с ботом на этом телефоне?", remove: "Очистить",
  theme: "Тема: {theme}", auto: "как в системе", light: "светлая", dark: "тёмная",
  second: "Второй чат рядом", single: "Один чат", group: "Добавить бота в группу",
  editLast: "Изменить последнее", editing: "Изменение", edited: "изменено", stopEditing: "Не изменять",
  noLast: "Вы ещё ничего не написали", down: "К последним сообщениям", newMessages: "Новых: {n}",
  showKeyboard: "Показать кнопки", hideKeyboard: "Скрыть кнопки",
  open: "Открыть ссылку?", openGo: "Открыть", openLabel: "{label}, ссылка", phone: "Номер телефона", call: "Позвонить", copy: "Скопировать", copied: "Скопировано",
  townTitle: "Отправить геопозицию", townSearch: "Город или посёлок", here: "Моё настоящее место",
  hereHint: "Спросит браузер; дальше этой машины не уйдёт", noTown: "Ничего не нашлось", found: "Найдено: {n}",
  noPosition: "Браузер не дал место", shareContact: "Отправить боту ваш номер телефона?",
  hidden: "Скрытый текст. Показать", you: "Вы", said: "{who}, {time}", failed: "Не получилось ({reason})",
  left: "Бот вышел из группы", joined: "Бот добавлен в группу", unknown: "Это сообщение здесь не показать", map: "Место на карте: {lat}, {lon}",
  voiceLength: "Голосовое сообщение, {n} с", photoAlt: "Фото", openFile: "Открыть файл {name}", more_text: "Показать цитату целиком",
  loading: "{label}, ждём ответа", chat: "Чат с ботом, {name}", noServer: "Песочница не отвечает. Пробуем снова…",
};

const EN = {
  bot: "bot", typing: "typing…", connecting: "connecting…", online: "online",
  log: "Messages", write: "Message", send: "Send", menu: "Menu", commands: "Bot commands",
  more: "More", attach: "Attach", start: "Start", whatCan: "What can this bot do?",
  empty: "No messages here yet…", user: "Person: {name}, language {language}. Change", users: "Whose phone is this",
  newUser: "New person", name: "First name", add: "Add", cancel: "Cancel", ok: "OK", close: "Close",
  location: "Location", contact: "Contact", photo: "Photo", voice: "Voice", sticker: "Sticker", document: "File",
  sendVoice: "Send a voice message",
  language: "Telegram language: {language}", languageTitle: "This person's Telegram language",
  languageHint: "The bot sees it as language_code.",
  block: "Block the bot", unblock: "Unblock", blocked: "You blocked the bot",
  clear: "Clear chat", clearAsk: "Delete the whole chat with the bot on this phone?", remove: "Clear",
  theme: "Theme: {theme}", auto: "as the system", light: "light", dark: "dark",
  second: "Second chat side by side", single: "One chat", group: "Add the bot to a group",
  editLast: "Edit my last message", editing: "Editing", edited: "edited", stopEditing: "Stop editing",
  noLast: "You have not written anything yet", down: "To the latest messages", newMessages: "New: {n}",
  showKeyboard: "Show buttons", hideKeyboard: "Hide buttons",
  open: "Open this link?", openGo: "Open", openLabel: "{label}, link", phone: "Phone number", call: "Call", copy: "Copy", copied: "Copied",
  townTitle: "Share a location", townSearch: "Town or village", here: "My real position",
  hereHint: "The browser will ask; it stays on this machine", noTown: "Nothing found", found: "Found: {n}",
  noPosition: "The browser gave no position", shareContact: "Send your phone number to the bot?",
  hidden: "Hidden text. Show", you: "You", said: "{who}, {time}", failed: "That did not work ({reason})",
  left: "The bot left the group", joined: "The bot was added to a group", unknown: "This message cannot be shown here", map: "A place on the map: {lat}, {lon}",
  voiceLength: "Voice message, {n} s", photoAlt: "Photo", openFile: "Open the file {name}", more_text: "Show the whole quote",
  loading: "{label}, waiting for the answer", chat: "Chat with the bot, {name}", noServer: "The sandbox does not answer. Trying again…",
};

export const locale = (navigator.language || "ru").toLowerCase().startsWith("en") ? "en" : "ru";
const WORDS = locale === "en" ? EN : RU;

/** @param {string} key @param {Object<string, string|number>} [values] for `{name}` places */
export function t(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** Codes a person's own Telegram may be set to, each named in its own language. */
export const LANGUAGES = [["ru", "Русский"], ["tg", "Тоҷикӣ"], ["uz", "Oʻzbekcha"], ["ky", "Кыргызча"], ["en", "English"]];
