// The public results: /CODE/results. Anyone may read them.
import '../../shared/ui/theme.css'
import { mount } from 'svelte'
import App from './App.svelte'

mount(App, { target: document.body })
