/** A maker lists a piece that is made to order, with a colour to choose and a name to engrave. */

import { expectAccessible } from '../support/axe';
import { choose } from '../support/form';
import { signUp } from '../support/people';
import { phonePhotoFile } from '../support/photo';
import { shot } from '../support/shot';
import { address, expect, tag, test } from '../support/test';

test('a piece made to order says what can be chosen of it', async ({ page, browser }) => {
  await signUp(page, address('engraver'), '彫る みほん');
  await page.goto('/me/maker');
  await page.locator('input[name=trade_name]').fill(`ほりもの${tag()}`);
  await page.locator('textarea[name=story]').fill('注文のたびに、ひとつずつ彫っています。');
  await page.locator('main form button').last().click();
  await page.goto('/me/products/new');
  await page.locator('input[name=title]').fill('木の名札');
  await page.locator('input[name=price]').fill('２，４００円');
  await page.locator('select[name=category]').selectOption({ index: 1 });
  await choose(page.locator('input[name=kind][value=order]'));
  await expect(page.locator('input[name=stock]')).toBeHidden();
  await page.locator('input[name=lead_days]').fill('91');
  await page.locator('summary').nth(0).click();
  await page.locator('input[name=option1_name]').fill('色');
  await page.locator('textarea[name=option1_choices]').fill('ヒノキ\nクルミ +300円');
  await page.locator('summary').nth(1).click();
  await page.locator('input[name=option2_name]').fill('名入れ');
  await choose(page.locator('input[name=option2_kind][value=text]'));
  await expect(page.locator('textarea[name=option2_choices]')).toBeHidden();
  await page.locator('input[name=option2_chars]').fill('8');
  await page.locator('input[name=option2_extra]').fill('500');
  await page.locator('input[name=parcel_mm]').fill('20');
  await page.locator('input[name=parcel_g]').fill('120');
  await page.locator('input[name=photo]').setInputFiles(await phonePhotoFile(browser));
  const submit = () =>
    page.getByRole('button', { name: '確認に出す' }).locator('visible=true').first().click();
  await page.locator('main form').first().evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await submit();
  // What is wrong is named, and nothing is lost.
  await expect(page.locator('#errors')).toContainText('90');
  await expect(page.locator('input[name=option2_extra]')).toHaveValue('500');
  await expectAccessible(page);
  await shot(page, 'listing-to-order-refused');
  await page.locator('input[name=lead_days]').fill('14');
  await submit();
  await expect(page).toHaveURL(/\/me\/products$/);
  await page.locator('a[href^="/shop/"]').first().click();
  await expect(page.locator('main')).toContainText('受注制作（14日ほどで完成）');
  await expect(page.locator('main')).toContainText('ヒノキ、クルミ +300円');
  await expect(page.locator('main')).toContainText('8字まで +500円');
  await expectAccessible(page);
  await shot(page, 'listing-to-order-preview');
});
