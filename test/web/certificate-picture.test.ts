import { describe, expect, it } from 'vitest'
import { certificatePicture } from '../../src/web/certificate-picture.ts'
import { certificate } from './certificate.ts'

const address = 'http://127.0.0.1:3978/verify/0123456789abcdef0123456789abcdef'

describe('the picture of a certificate', () => {
  it('says what it certifies, how it stands and until when', () => {
    const svg = certificatePicture(certificate, address)

    for (const words of [
      'Team leave calendar',
      'Certified',
      '24 November 2028',
      'the programme, by its rules',
      'CRT-12, version 1',
    ])
      expect(svg).toContain(words)
  })

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['" onload="x', '&quot;'],
    ['a & b', '&amp;'],
  ])('takes %s as text', (name, written) => {
    const svg = certificatePicture({ ...certificate, name }, address)

    expect(svg).toContain(written)
    expect(svg).not.toMatch(/<script|" onload/)
  })

  it('fits a name without spaces and one that is too long', () => {
    const svg = certificatePicture({ ...certificate, name: 'ä'.repeat(80) }, address)

    expect(svg.match(/font-size="44"/g)).toHaveLength(2)
    expect(svg).toContain('…')
  })

  it('shows a certificate that is no longer in force as one', () => {
    const svg = certificatePicture({ ...certificate, state: 'suspended', isInForce: false }, address)

    expect(svg).toContain('Suspended')
    expect(svg).not.toContain('M966 292')
  })
})
