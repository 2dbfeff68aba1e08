// The documentation site: `./palimpsest docs` builds it from the Markdown of this folder. Links that
// lead out of the folder are files of the checkout: the site shows their names. The page of commands
// is made of the help pages of the last build.
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const docs = new URL('../', import.meta.url);

const titled = (folder, file) => {
  const title = /^# (.*)$/m.exec(readFileSync(new URL(`${folder}/${file}`, docs), 'utf8'));
  return { text: title?.[1] ?? file, link: `/${folder}/${file.replace(/\.md$/, '')}` };
};

const pages = (folder) =>
  readdirSync(new URL(folder, docs))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => titled(folder, file));

const namesOfFilesOutside = (markdown) => {
  markdown.core.ruler.push('outside', (state) => {
    const depth = (state.env.relativePath ?? '').split('/').length;
    for (const block of state.tokens) {
      const open = [];
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') {
          const up = (/^(\.\.\/)*/.exec(token.attrGet('href'))[0].length / 3) | 0;
          const file = /\.(?!md\b|html\b)\w+$/.test(token.attrGet('href'));
          const outside = !/^[a-z]+:/.test(token.attrGet('href')) && (up >= depth || file);
          open.push(outside);
          if (outside) {
            token.tag = 'span';
            token.attrs = [['title', token.attrGet('href').replace(/^(\.\.\/)+/, '')]];
          }
        } else if (token.type === 'link_close' && open.pop()) {
          token.tag = 'span';
        }
      }
    }
  });
};

export default defineConfig({
  title: 'Palimpsest',
  description: 'Keeps vectors in step with their data, and proves that they are gone.',
  lang: 'en',
  cleanUrls: false,
  rewrites: { 'adr/README.md': 'adr/index.md', 'models/README.md': 'models/index.md' },
  markdown: { config: namesOfFilesOutside },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Tutorial', link: '/tutorial' },
      { text: 'How it works', link: '/concepts' },
      { text: 'Reference', link: '/api/ingest' },
    ],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'Tutorial', link: '/tutorial' },
          { text: 'How it works', link: '/concepts' },
        ],
      },
      {
        text: 'How to',
        items: [
          { text: 'Hand in, search, erase', link: '/how-to/application' },
          { text: 'The same from Java', link: '/how-to/java' },
          { text: 'Run it', link: '/how-to/operator' },
          { text: 'From zero to production', link: '/deploy' },
          { text: 'Answer requests', link: '/how-to/compliance' },
          { text: 'Audit the log', link: '/auditing' },
          { text: 'When an alert fires', link: '/runbook' },
          { text: 'Move a portfolio', link: '/migration' },
          { text: 'Move a portfolio, day by day', link: '/migration-runbook' },
          { text: 'Move twins', link: '/namespaces' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'HTTP', collapsed: true, items: pages('api') },
          { text: 'Events', collapsed: true, items: pages('events') },
          { text: 'Command line', link: '/cli' },
          { text: 'Every command', link: '/commands' },
          { text: 'Who may do what', link: '/access' },
          { text: 'Rights at Kafka', link: '/kafka-rights' },
          { text: 'Settings', link: '/configuration' },
          { text: 'Metrics', link: '/metrics' },
          { text: 'Entries of the audit log', link: '/audit-entries' },
          { text: 'Licences', link: '/licences' },
        ],
      },
      {
        text: 'Explanations',
        items: [
          { text: 'Guarantees', link: '/guarantees' },
          { text: 'Sizing', link: '/sizing' },
          { text: 'Benchmarks', link: '/benchmarks' },
          { text: 'Requirements', link: '/requirements' },
          { text: 'Models', link: '/models/' },
          { text: 'Decisions', collapsed: true, items: pages('adr') },
        ],
      },
    ],
  },
});
