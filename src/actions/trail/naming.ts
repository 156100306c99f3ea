/** How the ids of an event read: persons by name, steps by title. */
export type Naming = { readonly person: (id: string) => string; readonly step: (id: string) => string }

/** One event in plain words: what happened, and the words that somebody gave with it, '' where there are none. */
export type Happened = { readonly what: string; readonly why: string }
