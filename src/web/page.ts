import { html } from 'hono/html'

type Html = ReturnType<typeof html>

/** The frame of every page that is not the playground's. */
export const page = (title: string, content: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Assay</title>
        <link rel="stylesheet" href="/pages.css" />
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html>`
