import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Theme } from '@/components/layout/themes';

/** Pages are light for whoever chose nothing; other themes change colours and nothing else. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What of the page stands seriously in somebody's way (WCAG 2.2 AA), by rule and place. */
export function seriousProblems(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  return serious(looker(page).withTags(tags));
}

/** {@link seriousProblems}, and then what of the colours is one in each other theme, put on as the menu of themes does. */
export async function seriousProblemsInAnyColours(page: Page): Promise<string[]> {
  const found = await seriousProblems(page);
  for (const theme of ['dark', 'contrast'] satisfies Theme[]) {
    await putOn(page, theme);
    const problems = await serious(looker(page).withRules(RULES_OF_COLOURS));
    found.push(...problems.map((problem) => `${theme}: ${problem}`));
  }
  await putOn(page, 'light');
  return found;
}

/** At once: a colour that still fades into another one has a contrast of its own. */
async function putOn(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((chosen) => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important }');
    document.adoptedStyleSheets.push(still);
    document.documentElement.dataset.theme = chosen;
  }, theme);
}

/** Our pages have no frames, so that it need not open a page of its own to put the findings of several together. */
function looker(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function serious(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
